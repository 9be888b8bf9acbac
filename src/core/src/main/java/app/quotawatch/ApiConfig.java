package app.quotawatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import app.quotawatch.keys.ConfigKey;
import app.quotawatch.privacy.Redacted;

/** One API to observe. Immutable; {@link #builder} makes it. */
public final class ApiConfig {

    private final Values values;

    private ApiConfig(Values values) {
        this.values = values;
    }

    /**
     * Starts the configuration of an API.
     *
     * @param id its ID; also its name, unless {@link Builder#name} sets another
     * @throws NullPointerException if the ID is null
     */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** Returns the ID within the configuration keys: {@code quotawatch.apis.ID.*}. */
    public String id() {
        return values.id;
    }

    /** Returns the API's name in events. APIs of one name share one quota, and have the same limits. */
    public String name() {
        return values.name;
    }

    /** Returns what the URLs of its calls begin with. */
    public BaseUrl baseUrl() {
        return values.baseUrl;
    }

    /** Returns the configured limits, at most one per unit and window, in the order of both enums; may be empty. Immutable. */
    public List<ApiLimit> limits() {
        return values.limits;
    }

    /** Returns what distinguishes calls that count against different quotas of the provider. */
    public Partition partition() {
        return values.partition;
    }

    /** Returns whether the replicas of a fleet share what they know of its quota; of no effect without a fleet. */
    public boolean fleet() {
        return values.fleet;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiConfig same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "ApiConfig" + values.toString().substring(Values.class.getSimpleName().length());
    }

    private record Values(String id, String name, BaseUrl baseUrl, List<ApiLimit> limits,
            Partition partition, boolean fleet) {}

    /** Collects the properties of an {@link ApiConfig}. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private String name;
        private @Nullable String baseUrl;
        private final List<ApiLimit> limits = new ArrayList<>(0);
        private @Nullable String partition;
        private boolean fleet = true;

        private Builder(String id) {
            this.id = Objects.requireNonNull(id, "id");
            this.name = id;
        }

        /** Sets the API's name in events; default the ID. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets what the URLs of its calls begin with, in the syntax of {@link BaseUrl#parse}; required. */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = baseUrl;
            return this;
        }

        /**
         * Sets what distinguishes calls that count against different quotas of the provider, in the syntax of
         * {@link Partition#parse}; default {@code none}.
         */
        public Builder partition(String partition) {
            this.partition = partition;
            return this;
        }

        /**
         * Sets whether the replicas of a fleet share what they know of its quota; default true. False for an API with which each replica
         * has an account of its own.
         */
        public Builder fleet(boolean fleet) {
            this.fleet = fleet;
            return this;
        }

        /** Sets the limit of calls within a window, 1 or more; default none. */
        public Builder requestsPer(LimitWindow window, long limit) {
            return limit(LimitUnit.REQUESTS, window, limit);
        }

        /** Sets the limit of tokens within a window, 1 or more; default none. */
        public Builder tokensPer(LimitWindow window, long limit) {
            return limit(LimitUnit.TOKENS, window, limit);
        }

        /**
         * Sets the limit of a unit within a window, 1 or more; default none.
         *
         * @throws NullPointerException if the unit or the window is null
         */
        public Builder limit(LimitUnit unit, LimitWindow window, long limit) {
            ApiLimit added = ApiLimit.unchecked(unit, window, limit);
            int at = 0;
            while (at < limits.size() && isBefore(limits.get(at), added)) {
                at++;
            }
            if (at < limits.size() && limits.get(at).isOf(unit, window)) {
                limits.set(at, added);
            } else {
                limits.add(at, added);
            }
            return this;
        }

        private static boolean isBefore(ApiLimit one, ApiLimit other) {
            int units = one.unit().compareTo(other.unit());
            return units < 0 || units == 0 && one.window().compareTo(other.window()) < 0;
        }

        /**
         * Returns the configuration of the API.
         *
         * @throws InvalidConfigException with every property that is missing or wrong
         */
        public ApiConfig build() {
            List<ConfigProblem> problems = new ArrayList<>(0);
            if (name == null || name.isBlank()) {
                problems.add(ConfigProblem.invalidText(ConfigKey.NAME.of(id), name, "must not be blank"));
            }
            BaseUrl url = parseBaseUrl(problems);
            LimitChecks.check(id, limits, problems);
            Partition parsed = parsePartition(problems);
            if (url == null || !problems.isEmpty()) {
                throw InvalidConfigException.of(problems);
            }
            return new ApiConfig(new Values(id, name, url, List.copyOf(limits), parsed, fleet));
        }

        private Partition parsePartition(List<ConfigProblem> problems) {
            if (partition == null) {
                return Partition.none();
            }
            try {
                return Partition.parse(partition);
            } catch (IllegalArgumentException e) {
                problems.add(ConfigProblem.invalidText(ConfigKey.PARTITION.of(id), partition,
                        ConfigKey.PARTITION.allowed().rule()));
                return Partition.none();
            }
        }

        private @Nullable BaseUrl parseBaseUrl(List<ConfigProblem> problems) {
            String key = ConfigKey.BASE_URL.of(id);
            if (baseUrl == null || baseUrl.isBlank()) {
                problems.add(ConfigProblem.of(ConfigProblem.Kind.MISSING, key,
                        key + " is missing: it is required, such as https://api.example.com"));
                return null;
            }
            try {
                return BaseUrl.parse(baseUrl);
            } catch (IllegalArgumentException e) {
                problems.add(ConfigProblem.invalidText(key, Redacted.url(baseUrl), BaseUrl.ALLOWED));
                return null;
            }
        }
    }
}
