package app.quotawatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

import app.quotawatch.privacy.Redacted;

/**
 * One API to observe.
 *
 * @param id the ID within the configuration keys: {@code quotawatch.apis.ID.*}
 * @param name the API's name in events
 * @param baseUrl what the URLs of its calls begin with
 * @param limits the limits that are known without asking the API
 */
public record ApiConfig(String id, String name, BaseUrl baseUrl, ApiLimits limits) {

    /** @throws NullPointerException if a component is null */
    public ApiConfig {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(limits, "limits");
    }

    /**
     * Starts the configuration of an API.
     *
     * @param id its ID; also its name, unless {@link Builder#name} gives another
     */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** Collects the properties of an {@link ApiConfig}. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private String name;
        private String baseUrl;
        private OptionalLong requestsPerMinute = OptionalLong.empty();
        private OptionalLong requestsPerDay = OptionalLong.empty();
        private OptionalLong tokensPerDay = OptionalLong.empty();

        private Builder(String id) {
            this.id = Objects.requireNonNull(id, "id");
            this.name = id;
        }

        /** Sets the API's name in events; default the ID. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets what the URLs of its calls begin with, as {@link BaseUrl#parse} reads it; required. */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = baseUrl;
            return this;
        }

        /** Sets the limit of calls within any 60 seconds; default none. */
        public Builder requestsPerMinute(long limit) {
            this.requestsPerMinute = OptionalLong.of(limit);
            return this;
        }

        /** Sets the limit of calls a day, counted from midnight UTC; default none. */
        public Builder requestsPerDay(long limit) {
            this.requestsPerDay = OptionalLong.of(limit);
            return this;
        }

        /** Sets the limit of tokens a day, counted from midnight UTC; default none. */
        public Builder tokensPerDay(long limit) {
            this.tokensPerDay = OptionalLong.of(limit);
            return this;
        }

        /**
         * Returns the configuration of the API.
         *
         * @throws InvalidConfigException naming every property that is missing or wrong
         */
        public ApiConfig build() {
            List<String> problems = new ArrayList<>(0);
            String prefix = "quotawatch.apis." + id + ".";
            if (name == null || name.isBlank()) {
                problems.add(prefix + "name = '" + name + "': must not be blank");
            }
            BaseUrl url = null;
            if (baseUrl == null || baseUrl.isBlank()) {
                problems.add(prefix + "base-url is missing: it is required, such as https://api.example.com");
            } else {
                try {
                    url = BaseUrl.parse(baseUrl);
                } catch (IllegalArgumentException e) {
                    problems.add(prefix + "base-url = '" + Redacted.url(baseUrl) + "': " + e.getMessage());
                }
            }
            ApiLimits limits = null;
            try {
                limits = new ApiLimits(requestsPerMinute, requestsPerDay, tokensPerDay);
            } catch (InvalidConfigException e) {
                e.problems().forEach(problem -> problems.add(prefix + problem));
            }
            InvalidConfigException.throwIfAny(problems);
            return new ApiConfig(id, name, url, limits);
        }
    }
}
