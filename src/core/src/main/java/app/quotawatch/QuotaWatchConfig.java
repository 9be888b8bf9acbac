package app.quotawatch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.quotawatch.privacy.Redacted;

/**
 * The configuration of QuotaWatch; every instance is valid. Immutable; {@link #builder} makes it. {@link #toString()} masks the
 * API key.
 */
public final class QuotaWatchConfig {

    private final Values values;

    QuotaWatchConfig(Values values) {
        this.values = values;
    }

    /**
     * Starts a configuration.
     *
     * @param apiKey the project's key; null or blank: nothing is sent, everything else works
     */
    public static QuotaWatchConfigBuilder builder(@Nullable String apiKey) {
        return new QuotaWatchConfigBuilder(apiKey);
    }

    /** Returns whether anything is observed at all. */
    public boolean enabled() {
        return values.enabled;
    }

    /** Returns the project's key; if it is empty, nothing is sent, and everything else works. */
    public Optional<String> apiKey() {
        return values.apiKey;
    }

    /** Returns the tag of every event. */
    public String environment() {
        return values.environment;
    }

    /** Returns the ingest, to whose {@code /v1/ingest} events go; it does not end with a slash. */
    public URI ingestUrl() {
        return values.ingestUrl;
    }

    /** Returns the most events that wait for delivery; the oldest is dropped first. */
    public int bufferSize() {
        return values.bufferSize;
    }

    /** Returns the time between two deliveries in the background. */
    public Duration flushInterval() {
        return values.flushInterval;
    }

    /** Returns the longest time for one request, and for the last flush at shutdown. */
    public Duration deliveryTimeout() {
        return values.deliveryTimeout;
    }

    /** Returns the percentages of a window that are worth an event, ascending. Immutable. */
    public List<Integer> thresholds() {
        return values.thresholds;
    }

    /** Returns how endpoints are named in events. */
    public EndpointStyle endpoint() {
        return values.endpoint;
    }

    /** Returns the outcome of calls that receive no response. */
    public FailureMode failures() {
        return values.failures;
    }

    /** Returns whether an instance that {@link QuotaWatch#init} starts is closed when the JVM exits. */
    public boolean shutdownHook() {
        return values.shutdownHook;
    }

    /** Returns the APIs to observe, in the order in which they were added. Immutable. */
    public List<ApiConfig> apis() {
        return values.apis;
    }

    /** Returns how the replicas of the application share what they know of their quotas; empty if they do not. */
    public Optional<FleetConfig> fleet() {
        return values.fleet;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuotaWatchConfig same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "QuotaWatchConfig[enabled=" + values.enabled + ", apiKey=" + Redacted.secret(values.apiKey.orElse(null))
                + ", environment=" + values.environment + ", ingestUrl=" + values.ingestUrl + ", bufferSize="
                + values.bufferSize + ", flushInterval=" + values.flushInterval + ", deliveryTimeout="
                + values.deliveryTimeout + ", thresholds=" + values.thresholds + ", endpoint=" + values.endpoint
                + ", failures=" + values.failures + ", shutdownHook=" + values.shutdownHook + ", apis=" + values.apis
                + values.fleet.map(fleet -> ", fleet=" + fleet).orElse("") + "]";
    }

    record Values(boolean enabled, Optional<String> apiKey, String environment, URI ingestUrl, int bufferSize,
            Duration flushInterval, Duration deliveryTimeout, List<Integer> thresholds, EndpointStyle endpoint,
            FailureMode failures, boolean shutdownHook, List<ApiConfig> apis,
            Optional<FleetConfig> fleet) {}
}
