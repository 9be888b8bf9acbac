package app.quotawatch;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** Collects the properties of a {@link QuotaWatchConfig}; each starts with its default. Not thread-safe. */
public final class QuotaWatchConfigBuilder {

    private final Optional<String> apiKey;
    private final List<ApiConfig> apis = new ArrayList<>();
    private boolean enabled = true;
    private String environment = "production";
    private URI ingestUrl = URI.create("https://ingest.quotawatch.app");
    private int bufferSize = 500;
    private Duration flushInterval = Duration.ofSeconds(5);
    private Duration deliveryTimeout = Duration.ofSeconds(5);
    private List<Integer> thresholds = List.of(80, 95, 100);
    private EndpointStyle endpoint = EndpointStyle.PATH;
    private FailureMode failures = FailureMode.LOCAL;
    private boolean shutdownHook = true;
    private Optional<FleetConfig> fleet = Optional.empty();

    QuotaWatchConfigBuilder(@Nullable String apiKey) {
        this.apiKey = apiKey == null || apiKey.isBlank() ? Optional.empty() : Optional.of(apiKey.strip());
    }

    /** Sets whether anything is observed at all; default true. */
    public QuotaWatchConfigBuilder enabled(boolean enabled) {
        this.enabled = enabled;
        return this;
    }

    /** Adds an API to observe. */
    public QuotaWatchConfigBuilder api(ApiConfig api) {
        apis.add(api);
        return this;
    }

    /** Sets the tag of every event; default {@code production}. */
    public QuotaWatchConfigBuilder environment(String environment) {
        this.environment = environment;
        return this;
    }

    /** Sets the ingest, to whose {@code /v1/ingest} events go; default {@code https://ingest.quotawatch.app}. */
    public QuotaWatchConfigBuilder ingestUrl(URI ingestUrl) {
        String text = ingestUrl.toString();
        boolean hasHost = ingestUrl.getRawAuthority() != null;
        this.ingestUrl = hasHost && text.endsWith("/") ? URI.create(text.replaceFirst("/+$", "")) : ingestUrl;
        return this;
    }

    /** Sets the most events that wait for delivery, 1 to 1,000,000; default 500. */
    public QuotaWatchConfigBuilder bufferSize(int bufferSize) {
        this.bufferSize = bufferSize;
        return this;
    }

    /** Sets the time between two deliveries in the background, at most a day; default 5 seconds. */
    public QuotaWatchConfigBuilder flushInterval(Duration flushInterval) {
        this.flushInterval = flushInterval;
        return this;
    }

    /** Sets the longest time for one request and for the last flush at shutdown, at most a day; default 5 seconds. */
    public QuotaWatchConfigBuilder deliveryTimeout(Duration deliveryTimeout) {
        this.deliveryTimeout = deliveryTimeout;
        return this;
    }

    /** Sets the percentages of a window that are worth an event, 1 to 100 each; default 80, 95 and 100. */
    public QuotaWatchConfigBuilder thresholds(List<Integer> thresholds) {
        this.thresholds = List.copyOf(thresholds);
        return this;
    }

    /** Sets how endpoints are named in events; default {@link EndpointStyle#PATH}. */
    public QuotaWatchConfigBuilder endpoint(EndpointStyle endpoint) {
        this.endpoint = endpoint;
        return this;
    }

    /** Sets the outcome of calls that receive no response; default {@link FailureMode#LOCAL}. */
    public QuotaWatchConfigBuilder failures(FailureMode failures) {
        this.failures = failures;
        return this;
    }

    /**
     * Sets whether an instance that {@link QuotaWatch#init} starts, and that nobody has closed, is closed when the JVM exits: through
     * {@link System#exit}, a signal such as SIGTERM, or the end of the last thread. The exit then takes at most the delivery timeout
     * longer. Default true; of no effect where a container starts QuotaWatch.
     */
    public QuotaWatchConfigBuilder shutdownHook(boolean shutdownHook) {
        this.shutdownHook = shutdownHook;
        return this;
    }

    /** Sets how the replicas of the application share what they know of their quotas; null, the default: they do not. */
    public QuotaWatchConfigBuilder fleet(@Nullable FleetConfig fleet) {
        this.fleet = Optional.ofNullable(fleet);
        return this;
    }

    /**
     * Returns the configuration.
     *
     * @throws InvalidConfigException with every property that is wrong
     */
    public QuotaWatchConfig build() {
        QuotaWatchConfig.Values values = new QuotaWatchConfig.Values(enabled, apiKey, environment, ingestUrl,
                bufferSize,
                flushInterval, deliveryTimeout, List.copyOf(new TreeSet<>(thresholds)), endpoint, failures,
                shutdownHook, List.copyOf(apis), fleet);
        InvalidConfigException.throwIfAny(ConfigChecks.problems(values));
        return new QuotaWatchConfig(values);
    }
}
