package app.quotawatch.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.eclipse.microprofile.config.Config;

import app.quotawatch.ApiConfig;
import app.quotawatch.ApiLimit;
import app.quotawatch.EndpointStyle;
import app.quotawatch.FailureMode;
import app.quotawatch.FleetConfig;
import app.quotawatch.InvalidConfigException;
import app.quotawatch.LimitUnit;
import app.quotawatch.LimitWindow;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchConfigBuilder;
import app.quotawatch.keys.ConfigKey;

/** Reads the configuration, once and as a whole: every problem is found at once. */
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
     * @throws InvalidConfigException with every property that is missing or wrong
     */
    public static QuotaWatchConfig read(Config config) {
        return new ConfigReader(config).read();
    }

    /** Returns whether anything is to be observed at all; a value that is neither true nor false counts as true here. */
    public static boolean isEnabled(Config config) {
        return !"false".equalsIgnoreCase(new Values(config).text(ConfigKey.ENABLED.key()));
    }

    /** Returns whether any API is configured, be it valid or not. */
    public static boolean hasApis(Config config) {
        return !ApiIds.of(new Values(config).text(ConfigKey.APIS.key()), ApiIds.names(config.getPropertyNames()))
                .isEmpty();
    }

    /** Returns the JNDI name of the executor to use; empty for the platform's own. It belongs to containers, and so not to the core. */
    public static Optional<String> executor(Config config) {
        return Optional.ofNullable(new Values(config).text(ConfigKey.EXECUTOR.key()));
    }

    /**
     * Returns whether a key that is true or false is true, by its value or else by its default: for those that belong to
     * containers, and so not to the core.
     */
    public static boolean isTrue(Config config, ConfigKey key) {
        String value = new Values(config).choice(key);
        return Boolean.parseBoolean(value == null ? key.defaultValue() : value);
    }

    private QuotaWatchConfig read() {
        QuotaWatchConfigBuilder builder = QuotaWatchConfig.builder(values.text(ConfigKey.API_KEY.key()));
        readGeneral(builder);
        readDelivery(builder);
        readObservation(builder);
        readApis(builder);
        readFleet(builder);
        checkOthers();
        try {
            QuotaWatchConfig read = builder.build();
            if (values.problems().isEmpty()) {
                return read;
            }
        } catch (InvalidConfigException e) {
            values.problems().addAll(e.problems());
        }
        throw InvalidConfigException.of(values.problems());
    }

    private void readGeneral(QuotaWatchConfigBuilder builder) {
        String enabled = values.choice(ConfigKey.ENABLED);
        if (enabled != null) {
            builder.enabled(Boolean.parseBoolean(enabled));
        }
        String environment = values.text(ConfigKey.ENVIRONMENT.key());
        if (environment != null) {
            builder.environment(environment);
        }
    }

    private void readDelivery(QuotaWatchConfigBuilder builder) {
        String ingestUrl = values.text(ConfigKey.INGEST_URL.key());
        if (ingestUrl != null) {
            try {
                builder.ingestUrl(new URI(ingestUrl));
            } catch (URISyntaxException e) {
                values.problem(ConfigKey.INGEST_URL.key(), null, ConfigKey.INGEST_URL.allowed().rule());
            }
        }
        Integer bufferSize = values.number(ConfigKey.BUFFER_SIZE);
        if (bufferSize != null) {
            builder.bufferSize(bufferSize);
        }
        Duration flushInterval = values.seconds(ConfigKey.FLUSH_INTERVAL);
        if (flushInterval != null) {
            builder.flushInterval(flushInterval);
        }
        Duration deliveryTimeout = values.seconds(ConfigKey.DELIVERY_TIMEOUT);
        if (deliveryTimeout != null) {
            builder.deliveryTimeout(deliveryTimeout);
        }
    }

    private void readObservation(QuotaWatchConfigBuilder builder) {
        List<Integer> thresholds = values.numbers(ConfigKey.THRESHOLDS);
        if (thresholds != null) {
            builder.thresholds(thresholds);
        }
        String endpoint = values.choice(ConfigKey.ENDPOINT);
        if (endpoint != null) {
            builder.endpoint(EndpointStyle.valueOf(endpoint.toUpperCase(Locale.ROOT)));
        }
        String failures = values.choice(ConfigKey.FAILURES);
        if (failures != null) {
            builder.failures(FailureMode.valueOf(failures.toUpperCase(Locale.ROOT)));
        }
    }

    private void readFleet(QuotaWatchConfigBuilder builder) {
        String store = values.text(ConfigKey.FLEET_STORE.key());
        if (store == null) {
            return;
        }
        FleetConfig.Builder fleet = FleetConfig.builder(values.text(ConfigKey.FLEET_NAME.key())).store(store);
        Duration syncInterval = values.seconds(ConfigKey.FLEET_SYNC_INTERVAL);
        if (syncInterval != null) {
            fleet.syncInterval(syncInterval);
        }
        Duration timeout = values.seconds(ConfigKey.FLEET_TIMEOUT);
        if (timeout != null) {
            fleet.timeout(timeout);
        }
        for (String key : FleetKeys.ofStore(config.getPropertyNames())) {
            String value = values.text(key);
            if (value != null) {
                fleet.property(key.substring(ConfigKey.FLEET_PREFIX.length()), value);
            }
        }
        try {
            builder.fleet(fleet.build());
        } catch (InvalidConfigException e) {
            values.problems().addAll(e.problems());
        }
    }

    private void checkOthers() {
        values.choice(ConfigKey.METRICS_ENABLED);
        values.choice(ConfigKey.TRACES_ENABLED);
        values.choice(ConfigKey.EXHAUSTED_IS_DOWN);
    }

    private void readApis(QuotaWatchConfigBuilder builder) {
        Set<String> names = ApiIds.names(config.getPropertyNames());
        Set<String> ids = ApiIds.of(values.text(ConfigKey.APIS.key()), names);
        boolean anyQuoted = ApiIds.anyQuoted(names);
        for (String id : ids) {
            try {
                builder.api(api(id, anyQuoted || ConfigKey.needsQuotes(id)));
            } catch (InvalidConfigException e) {
                values.problems().addAll(e.problems());
            }
        }
        UnknownLimits.find(names, ids, values.problems());
    }

    private ApiConfig api(String id, boolean mayBeQuoted) {
        ApiConfig.Builder api = ApiConfig.builder(id);
        String name = values.text(written(id, ConfigKey.NAME.property(), mayBeQuoted));
        if (name != null) {
            api.name(name);
        }
        String baseUrl = values.text(written(id, ConfigKey.BASE_URL.property(), mayBeQuoted));
        if (baseUrl != null) {
            api.baseUrl(baseUrl);
        }
        for (LimitUnit unit : LimitUnit.values()) {
            for (LimitWindow window : LimitWindow.values()) {
                String property = ConfigKey.LIMITS + ApiLimit.key(unit, window);
                Long limit = values.limit(written(id, property, mayBeQuoted));
                if (limit != null) {
                    api.limit(unit, window, limit);
                }
            }
        }
        String partition = values.text(written(id, ConfigKey.PARTITION.property(), mayBeQuoted));
        if (partition != null) {
            api.partition(partition);
        }
        String fleet = values.choice(ConfigKey.SHARED, written(id, ConfigKey.SHARED.property(), mayBeQuoted));
        if (fleet != null) {
            api.fleet(Boolean.parseBoolean(fleet));
        }
        return api.build();
    }

    /* The quoted form first, as it can mean nothing else. */
    private String written(String id, String property, boolean mayBeQuoted) {
        if (mayBeQuoted) {
            String quoted = ApiKey.quoted(id, property);
            if (values.text(quoted) != null) {
                return quoted;
            }
        }
        return ApiKey.plain(id, property);
    }
}
