package app.quotawatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import app.quotawatch.keys.ConfigKey;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStoreProvider;

/**
 * How the replicas of an application share what they know of the quotas that they use together. Immutable; {@link #builder} makes it.
 * {@link #toString()} shows none of the store's own properties, since one may contain a password.
 */
public final class FleetConfig {

    private final Values values;
    private final Map<String, String> properties;

    private FleetConfig(Values values, Map<String, String> properties) {
        this.values = values;
        this.properties = properties;
    }

    /**
     * Starts a configuration.
     *
     * @param name the name that the replicas have in common, {@code [A-Za-z0-9._-]{1,64}}; null is reported as missing
     */
    public static Builder builder(@Nullable String name) {
        return new Builder(name);
    }

    /** Returns the name that the replicas have in common. */
    public String name() {
        return values.name;
    }

    /** Returns what opens the store. */
    public FleetStoreProvider provider() {
        return values.provider;
    }

    /** Returns the time between two exchanges with the store, at least; large fleets exchange less often. */
    public Duration syncInterval() {
        return values.syncInterval;
    }

    /** Returns the limit of one exchange. */
    public Duration timeout() {
        return values.timeout;
    }

    /** Returns a property of the store by its name after {@code quotawatch.fleet.}, such as {@code redis.url}; empty if it is not set. */
    public Optional<String> property(String key) {
        return Optional.ofNullable(properties.get(key));
    }

    /**
     * Returns what the store is opened with.
     *
     * @param environment replicas of different environments share nothing
     * @param replica identifies one start of one replica
     */
    public FleetSettings settings(String environment, String replica) {
        return new FleetSettings(values.name, environment, replica, values.syncInterval, values.timeout,
                new Properties(properties));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FleetConfig same && values.equals(same.values) && properties.equals(same.properties);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "FleetConfig[name=" + values.name + ", store=" + values.provider.name() + ", syncInterval="
                + values.syncInterval + ", timeout=" + values.timeout + "]";
    }

    private record Values(String name, FleetStoreProvider provider, Duration syncInterval, Duration timeout) {}

    private record Properties(Map<String, String> properties) implements Function<String, Optional<String>> {

        @Override
        public Optional<String> apply(String key) {
            return Optional.ofNullable(properties.get(key));
        }

        @Override
        public String toString() {
            return "Properties";
        }
    }

    /** Collects the properties of a {@link FleetConfig}. Not thread-safe. */
    public static final class Builder {

        private final @Nullable String name;
        private @Nullable String store;
        private @Nullable FleetStoreProvider provider;
        private Duration syncInterval = Duration.ofSeconds(1);
        private Duration timeout = Duration.ofMillis(500);
        private final Map<String, String> properties = new LinkedHashMap<>();

        private Builder(@Nullable String name) {
            this.name = name;
        }

        /** Sets the store by its name, such as {@code redis}; its artifact must be on the class path of the application. */
        public Builder store(String store) {
            this.store = store;
            this.provider = null;
            return this;
        }

        /** Sets the store. */
        public Builder store(FleetStoreProvider provider) {
            this.provider = provider;
            return this;
        }

        /** Sets the time between two exchanges with the store, 0.1 to 60 seconds; default 1 second. */
        public Builder syncInterval(Duration syncInterval) {
            this.syncInterval = syncInterval;
            return this;
        }

        /** Sets the limit of one exchange, at most 60 seconds; default half a second. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** Sets a property of the store by its name after {@code quotawatch.fleet.}, such as {@code redis.url}. */
        public Builder property(String key, String value) {
            properties.put(key, value);
            return this;
        }

        /**
         * Returns the configuration.
         *
         * @throws InvalidConfigException with every property that is missing or wrong, those of the store included
         */
        public FleetConfig build() {
            List<ConfigProblem> problems = new ArrayList<>(0);
            FleetChecks.checkName(name, problems);
            FleetChecks.checkInterval(syncInterval, problems);
            ConfigChecks.checkSeconds(ConfigKey.FLEET_TIMEOUT, timeout, problems);
            FleetStoreProvider found = provider == null ? FleetStores.find(store, problems) : provider;
            Map<String, String> copy = new LinkedHashMap<>(properties);
            if (found != null) {
                FleetChecks.checkStore(found, new FleetSettings(String.valueOf(name), "", "", syncInterval, timeout,
                        new Properties(copy)), problems);
            }
            if (found == null || name == null || !problems.isEmpty()) {
                throw InvalidConfigException.of(problems);
            }
            return new FleetConfig(new Values(name, found, syncInterval, timeout), copy);
        }
    }
}
