package app.quotawatch.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;

import app.quotawatch.ApiConfig;
import app.quotawatch.EndpointStyle;
import app.quotawatch.FailureMode;
import app.quotawatch.InvalidConfigException;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchConfigBuilder;

/** Reads the configuration, once and as a whole: whatever is wrong with it is found in one go. */
public final class ConfigReader {

    private final Config config;
    private final Values values;

    private ConfigReader(Config config) {
        this.config = config;
        this.values = new Values(config);
    }

    /**
     * Reads the configuration.
     *
     * @throws InvalidConfigException naming every property that is missing or wrong
     */
    public static QuotaWatchConfig read(Config config) {
        return new ConfigReader(config).read();
    }

    /** Returns whether anything is to be observed at all; a value that is neither true nor false counts as true here. */
    public static boolean isEnabled(Config config) {
        return !new Values(config).text(Keys.ENABLED).map("false"::equalsIgnoreCase).orElse(false);
    }

    private QuotaWatchConfig read() {
        QuotaWatchConfigBuilder builder = QuotaWatchConfig.builder(values.text(Keys.API_KEY).orElse(null));
        values.choice(Keys.ENABLED, List.of("true", "false")).map(Boolean::valueOf).ifPresent(builder::enabled);
        values.text(Keys.ENVIRONMENT).ifPresent(builder::environment);
        values.text(Keys.INGEST_URL).flatMap(this::ingestUrl).ifPresent(builder::ingestUrl);
        values.number(Keys.BUFFER_SIZE, "must be a whole number from 1 to 1000000").ifPresent(builder::bufferSize);
        values.seconds(Keys.FLUSH_INTERVAL).ifPresent(builder::flushInterval);
        values.seconds(Keys.DELIVERY_TIMEOUT).ifPresent(builder::deliveryTimeout);
        values.text(Keys.THRESHOLDS).map(text -> values.numbers(Keys.THRESHOLDS, text,
                "each must be a whole number from 1 to 100"))
                .ifPresent(builder::thresholds);
        values.choice(Keys.ENDPOINT, List.of("path", "template"))
                .ifPresent(style -> builder.endpoint(EndpointStyle.valueOf(style.toUpperCase(Locale.ROOT))));
        values.choice(Keys.FAILURES, List.of("local", "send"))
                .ifPresent(mode -> builder.failures(FailureMode.valueOf(mode.toUpperCase(Locale.ROOT))));
        values.text(Keys.EXECUTOR).ifPresent(builder::executor);
        for (String id : apiIds()) {
            values.collect(() -> api(id)).ifPresent(builder::api);
        }
        Optional<QuotaWatchConfig> result = values.collect(builder::build);
        if (!values.problems().isEmpty()) {
            throw new InvalidConfigException(values.problems());
        }
        return result.orElseThrow();
    }

    private Optional<URI> ingestUrl(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            values.problem(Keys.INGEST_URL, null,
                    "must be an absolute http or https URL without user, query and fragment");
            return Optional.empty();
        }
    }

    private ApiConfig api(String id) {
        ApiConfig.Builder api = ApiConfig.builder(id);
        values.text(Keys.ofApi(id, Keys.NAME)).ifPresent(api::name);
        values.text(Keys.ofApi(id, Keys.BASE_URL)).ifPresent(api::baseUrl);
        values.wholeNumber(Keys.ofApi(id, Keys.REQUESTS_PER_MINUTE)).ifPresent(api::requestsPerMinute);
        values.wholeNumber(Keys.ofApi(id, Keys.REQUESTS_PER_DAY)).ifPresent(api::requestsPerDay);
        values.wholeNumber(Keys.ofApi(id, Keys.TOKENS_PER_DAY)).ifPresent(api::tokensPerDay);
        return api.build();
    }

    /* Not every source can be enumerated, above all the environment, where dots are lost: hence the list. */
    private Set<String> apiIds() {
        Set<String> ids = new TreeSet<>();
        values.text(Keys.APIS).ifPresent(list -> Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .forEach(ids::add));
        Set<String> found = new TreeSet<>(Comparator.comparing((String id) -> id.indexOf('.') >= 0)
                .thenComparing(Comparator.naturalOrder()));
        for (String key : config.getPropertyNames()) {
            Keys.apiIdOf(key).ifPresent(found::add);
        }
        // a variable is also listed under a name that is only guessed: MY_API as my.api, which is my-api in truth
        found.stream().filter(id -> ids.stream().noneMatch(other -> sameVariable(id, other))).forEach(ids::add);
        return ids;
    }

    private static boolean sameVariable(String one, String other) {
        return Keys.asEnvironmentVariable(one).equals(Keys.asEnvironmentVariable(other));
    }

    /** Returns the value of a property, or empty, also where a source or an expression of it cannot be read. */
    static Optional<String> valueOf(Config config, String key) {
        try {
            return config.getOptionalValue(key, String.class).map(String::strip).filter(value -> !value.isEmpty());
        } catch (NoSuchElementException e) {
            return Optional.empty();
        }
    }
}
