package app.quotawatch.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;

import app.quotawatch.ApiConfig;
import app.quotawatch.LimitWindow;
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
        return !"false".equalsIgnoreCase(new Values(config).text(Keys.ENABLED));
    }

    private QuotaWatchConfig read() {
        QuotaWatchConfigBuilder builder = QuotaWatchConfig.builder(values.text(Keys.API_KEY));
        readGeneral(builder);
        readDelivery(builder);
        readObservation(builder);
        for (String id : apiIds()) {
            try {
                builder.api(api(id));
            } catch (InvalidConfigException e) {
                values.problems().addAll(e.problems());
            }
        }
        try {
            QuotaWatchConfig read = builder.build();
            if (values.problems().isEmpty()) {
                return read;
            }
        } catch (InvalidConfigException e) {
            values.problems().addAll(e.problems());
        }
        throw new InvalidConfigException(values.problems());
    }

    private void readGeneral(QuotaWatchConfigBuilder builder) {
        String enabled = values.choice(Keys.ENABLED, List.of("true", "false"));
        if (enabled != null) {
            builder.enabled(Boolean.parseBoolean(enabled));
        }
        String environment = values.text(Keys.ENVIRONMENT);
        if (environment != null) {
            builder.environment(environment);
        }
    }

    private void readDelivery(QuotaWatchConfigBuilder builder) {
        String ingestUrl = values.text(Keys.INGEST_URL);
        if (ingestUrl != null) {
            try {
                builder.ingestUrl(new URI(ingestUrl));
            } catch (URISyntaxException e) {
                values.problem(Keys.INGEST_URL, null,
                        "must be an absolute http or https URL without user, query and fragment");
            }
        }
        Integer bufferSize = values.number(Keys.BUFFER_SIZE, "must be a whole number from 1 to 1000000");
        if (bufferSize != null) {
            builder.bufferSize(bufferSize);
        }
        Duration flushInterval = values.seconds(Keys.FLUSH_INTERVAL);
        if (flushInterval != null) {
            builder.flushInterval(flushInterval);
        }
        Duration deliveryTimeout = values.seconds(Keys.DELIVERY_TIMEOUT);
        if (deliveryTimeout != null) {
            builder.deliveryTimeout(deliveryTimeout);
        }
    }

    private void readObservation(QuotaWatchConfigBuilder builder) {
        List<Integer> thresholds = values.numbers(Keys.THRESHOLDS, "each must be a whole number from 1 to 100");
        if (thresholds != null) {
            builder.thresholds(thresholds);
        }
        String endpoint = values.choice(Keys.ENDPOINT, List.of("path", "template"));
        if (endpoint != null) {
            builder.endpoint(EndpointStyle.valueOf(endpoint.toUpperCase(Locale.ROOT)));
        }
        String failures = values.choice(Keys.FAILURES, List.of("local", "send"));
        if (failures != null) {
            builder.failures(FailureMode.valueOf(failures.toUpperCase(Locale.ROOT)));
        }
        String executor = values.text(Keys.EXECUTOR);
        if (executor != null) {
            builder.executor(executor);
        }
    }

    private ApiConfig api(String id) {
        ApiConfig.Builder api = ApiConfig.builder(id);
        String name = values.text(Keys.ofApi(id, Keys.NAME));
        if (name != null) {
            api.name(name);
        }
        String baseUrl = values.text(Keys.ofApi(id, Keys.BASE_URL));
        if (baseUrl != null) {
            api.baseUrl(baseUrl);
        }
        Long requestsPerMinute = values.wholeNumber(Keys.ofApi(id, Keys.REQUESTS_PER_MINUTE));
        if (requestsPerMinute != null) {
            api.requestsPer(LimitWindow.MINUTE, requestsPerMinute);
        }
        Long requestsPerDay = values.wholeNumber(Keys.ofApi(id, Keys.REQUESTS_PER_DAY));
        if (requestsPerDay != null) {
            api.requestsPer(LimitWindow.DAY, requestsPerDay);
        }
        Long tokensPerDay = values.wholeNumber(Keys.ofApi(id, Keys.TOKENS_PER_DAY));
        if (tokensPerDay != null) {
            api.tokensPer(LimitWindow.DAY, tokensPerDay);
        }
        return api.build();
    }

    /* Not every source can be enumerated, above all the environment, where dots are lost: hence the list. */
    private Set<String> apiIds() {
        Set<String> ids = new TreeSet<>();
        String list = values.text(Keys.APIS);
        if (list != null) {
            ids.addAll(Values.split(list));
        }
        Set<String> found = new TreeSet<>();
        Set<String> dotted = new TreeSet<>();
        for (String key : config.getPropertyNames()) {
            String id = Keys.apiIdOf(key);
            if (id != null) {
                (id.indexOf('.') < 0 ? found : dotted).add(id);
            }
        }
        // a variable is also listed under a name that is only guessed: MY_API as my.api, which is my-api in truth
        addNew(found, ids);
        addNew(dotted, ids);
        return ids;
    }

    private static void addNew(Set<String> found, Set<String> ids) {
        for (String id : found) {
            boolean known = false;
            for (String other : ids) {
                known |= sameVariable(id, other);
            }
            if (!known) {
                ids.add(id);
            }
        }
    }

    private static boolean sameVariable(String one, String other) {
        return Keys.asEnvironmentVariable(one).equals(Keys.asEnvironmentVariable(other));
    }
}
