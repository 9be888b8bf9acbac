package app.quotawatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.RateLimitHeaders;
import app.quotawatch.json.JsonResult;
import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;
import app.quotawatch.json.Timestamp;
import app.quotawatch.privacy.Endpoints;
import app.quotawatch.privacy.PartitionLabel;

/**
 * One finished call of an API: exactly the fields of an event on the wire, and the tokens that it cost and the partition of the
 * provider's quota, which are used locally.
 * Immutable. It contains no body, no query string and no headers other than rate-limit ones, whatever it was built from.
 */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class ApiCall implements JsonResult {

    /*
     * One is made for each call, and hundreds wait in the buffer. So it consists of numbers where the API shows objects.
     */

    private static final Duration LONGEST_LATENCY = Duration.ofDays(365);
    private static final long NANOS_OF_SECOND = 1_000_000_000;
    private static final long LONGEST_LATENCY_NANOS = 365 * 86_400 * NANOS_OF_SECOND;
    private static final long NO_TOKENS = -1;

    private final String api;
    private final String endpoint;
    private final String method;
    private final int status;
    private final long latencyNanos;
    private final long second;
    private final int nanoOfSecond;
    private final boolean hit429;
    private final @Nullable String environment;
    private final Map<String, String> rateLimitHeaders;
    private final long tokens;
    private final @Nullable String partition;

    private ApiCall(Builder from) {
        api = from.api;
        endpoint = Endpoints.pathOf(from.endpoint);
        method = from.method;
        status = from.status;
        latencyNanos = from.latencyNanos;
        second = from.second;
        nanoOfSecond = from.nanoOfSecond;
        environment = from.environment;
        hit429 = from.statesHit429 ? from.hit429 : status == 429;
        rateLimitHeaders = RateLimitHeaders.select(from.rateLimitHeaders);
        tokens = from.statesTokens ? from.tokens : NO_TOKENS;
        partition = from.partition;
    }

    /**
     * Starts a call of the API with this name.
     *
     * @param api the name, as in {@code quotawatch.apis.ID.name}
     */
    public static Builder builder(String api) {
        return new Builder(api);
    }

    /** Returns the API's name. */
    public String api() {
        return api;
    }

    /** Returns the URL's path, at most 2048 characters, without query and fragment; it starts with a slash. */
    public String endpoint() {
        return endpoint;
    }

    /** Returns the HTTP method. */
    public String method() {
        return method;
    }

    /** Returns the HTTP status, 100 to 599. */
    public int status() {
        return status;
    }

    /** Returns the time from sending the request to receiving the response's headers; zero if it is unknown. */
    public Duration latency() {
        return Duration.ofNanos(latencyNanos);
    }

    /** Returns when the request was sent. */
    public Instant timestamp() {
        return Instant.ofEpochSecond(second, nanoOfSecond);
    }

    /** Returns the environment; empty means the configured one. */
    public Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    /** Returns whether the API rejected the call because of its rate limit. */
    public boolean hit429() {
        return hit429;
    }

    /** Returns the rate-limit headers of the response: names in lower case, values of repeated ones joined by {@code ", "}. */
    public Map<String, String> rateLimitHeaders() {
        return rateLimitHeaders;
    }

    /** Returns the tokens that the call cost; they count against configured token limits and are not sent. */
    public OptionalLong tokens() {
        return tokens == NO_TOKENS ? OptionalLong.empty() : OptionalLong.of(tokens);
    }

    /**
     * Returns which of the provider's quotas the call counts against, where one API has several: such as {@code key-1}, a model or
     * an endpoint; see {@code quotawatch.apis.ID.partition}. It is not sent. Empty means that nothing distinguishes them.
     */
    public Optional<String> partition() {
        return Optional.ofNullable(partition);
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .text("api", api)
                .text("endpoint", endpoint)
                .text("method", method)
                .number("status", status)
                .text("latency", latency())
                .text("timestamp", timestamp())
                .text("environment", environment())
                .flag("hit429", hit429)
                .map("rateLimitHeaders", rateLimitHeaders)
                .number("tokens", tokens())
                .text("partition", partition())
                .toMap();
    }

    @Override
    public String toString() {
        return "ApiCall[" + api + " " + method + " " + endpoint + " " + status + ", " + latencyNanos / 1_000_000
                + " ms]";
    }

    /** Collects the fields of an {@link ApiCall}. Not thread-safe. */
    public static final class Builder {

        private final String api;
        private @Nullable String endpoint;
        private String method = "";
        private int status;
        private long latencyNanos;
        private @Nullable String latencyProblem;
        private boolean dated;
        private long second;
        private int nanoOfSecond;
        private @Nullable String timestampProblem;
        private @Nullable String environment;
        private boolean statesHit429;
        private boolean hit429;
        private @Nullable Map<String, ? extends @Nullable Object> rateLimitHeaders = Map.of();
        private boolean statesTokens;
        private long tokens;
        private @Nullable String partition;

        private Builder(String api) {
            this.api = api;
        }

        /** Sets the path of the URL; default (null) {@code /}. Of a whole URL, only the path is kept. */
        public Builder endpoint(@Nullable String endpoint) {
            this.endpoint = endpoint;
            return this;
        }

        /** Sets the HTTP method; required. */
        public Builder method(String method) {
            this.method = method;
            return this;
        }

        /** Sets the HTTP status, 100 to 599; required. */
        public Builder status(int status) {
            this.status = status;
            return this;
        }

        /** Sets the time from sending the request to receiving the response's headers; default zero: it is unknown. */
        public Builder latency(Duration latency) {
            boolean possible = latency != null && !latency.isNegative() && latency.compareTo(LONGEST_LATENCY) <= 0;
            latencyNanos = possible ? latency.toNanos() : 0;
            latencyProblem = possible ? null : latencyProblem(latency);
            return this;
        }

        /** Sets the same in nanoseconds, without an object. */
        public Builder latencyNanos(long nanos) {
            latencyNanos = nanos;
            latencyProblem = nanos >= 0 && nanos <= LONGEST_LATENCY_NANOS
                    ? null
                    : latencyProblem(Duration.ofNanos(nanos));
            return this;
        }

        private static String latencyProblem(@Nullable Duration latency) {
            return "latency must be from zero to 365 days, but is " + latency;
        }

        /** Sets when the request was sent; default (null) now. */
        public Builder timestamp(@Nullable Instant timestamp) {
            dated = timestamp != null;
            timestampProblem = timestamp == null || Timestamp.canExpress(timestamp)
                    ? null
                    : "timestamp must be in the years 0001 to 9999, but is " + timestamp;
            if (timestamp != null) {
                second = timestamp.getEpochSecond();
                nanoOfSecond = timestamp.getNano();
            }
            return this;
        }

        /** Sets the same in nanoseconds since 1970, without an object. */
        public Builder timestampNanos(long epochNanos) {
            dated = true;
            timestampProblem = null;
            second = Math.floorDiv(epochNanos, NANOS_OF_SECOND);
            nanoOfSecond = (int) (epochNanos - second * NANOS_OF_SECOND);
            return this;
        }

        /** Sets the environment; default (null) the configured one. */
        public Builder environment(@Nullable String environment) {
            this.environment = environment;
            return this;
        }

        /** Sets whether the API rejected the call because of its rate limit; default: whether the status is 429. */
        public Builder hit429(boolean hit429) {
            this.statesHit429 = true;
            this.hit429 = hit429;
            return this;
        }

        /**
         * Sets the response's headers; default (null) none. All of them may be passed: only the rate-limit ones are kept, at most
         * 32, none with more than 256 characters.
         *
         * @param headers by name in any case; a value is a string, or a collection of strings for a repeated header, so that
         *        {@code HttpHeaders.map()} and Jakarta REST's {@code getStringHeaders()} can be passed as they are
         */
        public Builder rateLimitHeaders(@Nullable Map<String, ? extends @Nullable Object> headers) {
            this.rateLimitHeaders = headers;
            return this;
        }

        /** Sets the tokens that the call cost; default none. */
        public Builder tokens(long tokens) {
            this.statesTokens = true;
            this.tokens = tokens;
            return this;
        }

        /**
         * Sets which of the provider's quotas the call counts against, such as the model; default (null) none. It is shown in quotas,
         * events and meters, and not sent: it must not be a credential.
         *
         * @param partition 1 to 256 visible ASCII characters, and blanks between them
         */
        public Builder partition(@Nullable String partition) {
            this.partition = partition;
            return this;
        }

        /**
         * Returns the call.
         *
         * @throws IllegalArgumentException naming every field that is missing or wrong: a blank api or method, a status
         *         outside 100 to 599, a latency that is negative or longer than 365 days, a timestamp outside the years 0001 to
         *         9999, negative tokens, a partition that is blank, too long or not visible
         */
        public ApiCall build() {
            boolean valid = !isBlank(api) && !isBlank(method) && status >= 100 && status <= 599
                    && latencyProblem == null && timestampProblem == null
                    && tokens >= 0 && (partition == null || PartitionLabel.isLabel(partition));
            if (!valid) {
                throw new IllegalArgumentException("invalid ApiCall: " + String.join("; ", problems()));
            }
            if (!dated) {
                timestamp(Instant.now());
                dated = false; // a second call is a later one
            }
            return new ApiCall(this);
        }

        private List<String> problems() {
            List<String> problems = new ArrayList<>();
            if (isBlank(api)) {
                problems.add("api must not be blank");
            }
            if (isBlank(method)) {
                problems.add("method must not be blank");
            }
            if (status < 100 || status > 599) {
                problems.add("status must be from 100 to 599, but is " + status);
            }
            if (latencyProblem != null) {
                problems.add(latencyProblem);
            }
            if (timestampProblem != null) {
                problems.add(timestampProblem);
            }
            if (tokens < 0) {
                problems.add("tokens must be zero or more, but is " + tokens);
            }
            if (partition != null && !PartitionLabel.isLabel(partition)) {
                problems.add("partition must be 1 to " + PartitionLabel.MAX_LENGTH + " visible ASCII characters");
            }
            return problems;
        }

        private static boolean isBlank(@Nullable String text) {
            return text == null || text.isBlank();
        }
    }
}
