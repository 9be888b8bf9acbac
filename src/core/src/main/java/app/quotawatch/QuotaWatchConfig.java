package app.quotawatch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import app.quotawatch.privacy.Redacted;

/**
 * The configuration of QuotaWatch, valid as it stands. {@link #toString()} masks the API key.
 *
 * @param enabled whether anything is observed at all
 * @param apiKey the project's key; empty: nothing is sent, all else works
 * @param environment the tag of every event
 * @param ingestUrl events go to this URL's {@code /v1/ingest}; it does not end with a slash
 * @param bufferSize the most events that wait for delivery; the oldest is dropped first
 * @param flushInterval the time between two deliveries in the background
 * @param deliveryTimeout the longest time for one request, and for the last flush at shutdown
 * @param thresholds percentages of a window, ascending
 * @param endpoint how endpoints are named in events
 * @param failures what becomes of calls that got no answer
 * @param executor the JNDI name of the ManagedScheduledExecutorService to use; empty: the platform's default
 * @param apis the APIs to observe
 */
public record QuotaWatchConfig(boolean enabled, Optional<String> apiKey, String environment, URI ingestUrl,
        int bufferSize,
        Duration flushInterval, Duration deliveryTimeout, List<Integer> thresholds, EndpointStyle endpoint,
        FailureMode failures, Optional<String> executor, List<ApiConfig> apis) {

    /**
     * Copies the lists and checks everything.
     *
     * @throws InvalidConfigException naming every property that is wrong
     */
    public QuotaWatchConfig {
        thresholds = List.copyOf(new TreeSet<>(thresholds));
        apis = List.copyOf(apis);
        InvalidConfigException.throwIfAny(ConfigChecks.problems(environment, ingestUrl, bufferSize, flushInterval,
                deliveryTimeout, thresholds, apis));
    }

    /**
     * Starts a configuration.
     *
     * @param apiKey the project's key; null or blank: nothing is sent, all else works
     */
    public static QuotaWatchConfigBuilder builder(String apiKey) {
        return new QuotaWatchConfigBuilder(apiKey);
    }

    @Override
    public String toString() {
        return "QuotaWatchConfig[enabled=" + enabled + ", apiKey=" + Redacted.secret(apiKey.orElse(null))
                + ", environment="
                + environment + ", ingestUrl=" + ingestUrl + ", bufferSize=" + bufferSize + ", flushInterval="
                + flushInterval
                + ", deliveryTimeout=" + deliveryTimeout + ", thresholds=" + thresholds + ", endpoint=" + endpoint
                + ", failures=" + failures + ", executor=" + executor.orElse("default") + ", apis=" + apis + "]";
    }
}
