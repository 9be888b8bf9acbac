package app.quotawatch.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import org.jspecify.annotations.Nullable;

import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;
import app.quotawatch.json.Timestamp;
import app.quotawatch.privacy.Endpoints;

/** A call that received no response. Immutable. */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class CallFailed implements QuotaWatchEvent {

    private final Values values;

    private CallFailed(Values values) {
        this.values = values;
    }

    /**
     * Starts a failed call of the API with this name, to be recorded with {@link app.quotawatch.QuotaWatch#recordFailure}.
     *
     * @param api the name, as in {@code quotawatch.apis.ID.name}
     */
    public static Builder builder(String api) {
        return new Builder(api);
    }

    /**
     * Returns a failed call.
     *
     * @param endpoint the URL's path; of a whole URL, only the path is kept; null means {@code /}
     * @throws NullPointerException if an argument other than the endpoint is null
     * @throws IllegalArgumentException if the timestamp is outside the years 0001 to 9999
     */
    public static CallFailed of(String api, @Nullable String endpoint, String method, Instant timestamp,
            Optional<Duration> duration, FailureKind kind) {
        if (!Timestamp.canExpress(timestamp)) {
            throw invalid(List.of(wrongTimestamp(timestamp)));
        }
        return new CallFailed(new Values(api, Endpoints.pathOf(endpoint), method, timestamp, duration, kind));
    }

    private static IllegalArgumentException invalid(List<String> problems) {
        return new IllegalArgumentException("invalid CallFailed: " + String.join("; ", problems));
    }

    private static String wrongTimestamp(Instant timestamp) {
        return "timestamp must be in the years 0001 to 9999, but is " + timestamp;
    }

    /** Returns the API's name. */
    public String api() {
        return values.api;
    }

    /** Returns the URL's path, without query and fragment. */
    public String endpoint() {
        return values.endpoint;
    }

    /** Returns the HTTP method. */
    public String method() {
        return values.method;
    }

    /** Returns when the request was sent. */
    public Instant timestamp() {
        return values.timestamp;
    }

    /**
     * Returns the time from sending the request to its failure; empty if the failure was only noticed later, as for
     * {@link FailureKind#UNKNOWN}.
     */
    public Optional<Duration> duration() {
        return values.duration;
    }

    /** Returns why it failed. */
    public FailureKind kind() {
        return values.kind;
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .text("type", "CallFailed")
                .text("api", values.api)
                .text("endpoint", values.endpoint)
                .text("method", values.method)
                .text("timestamp", values.timestamp)
                .text("duration", values.duration)
                .text("kind", values.kind)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallFailed same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "CallFailed" + values.toString().substring(Values.class.getSimpleName().length());
    }

    private record Values(String api, String endpoint, String method, Instant timestamp, Optional<Duration> duration,
            FailureKind kind) {

        Values {
            Objects.requireNonNull(api, "api");
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(timestamp, "timestamp");
            Objects.requireNonNull(duration, "duration");
            Objects.requireNonNull(kind, "kind");
        }
    }

    /** Collects the fields of a {@link CallFailed}. Not thread-safe. */
    public static final class Builder {

        private static final Duration LONGEST = Duration.ofDays(365);

        private final String api;
        private @Nullable String endpoint;
        private String method = "";
        private @Nullable Instant timestamp;
        private @Nullable Duration duration;
        private FailureKind kind = FailureKind.UNKNOWN;

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

        /** Sets when the request was sent; default (null) now, less the duration. */
        public Builder timestamp(@Nullable Instant timestamp) {
            this.timestamp = timestamp;
            return this;
        }

        /** Sets the time from sending the request to its failure; default (null) unknown. */
        public Builder duration(@Nullable Duration duration) {
            this.duration = duration;
            return this;
        }

        /** Sets why it failed; default {@link FailureKind#UNKNOWN}. */
        public Builder kind(FailureKind kind) {
            this.kind = kind;
            return this;
        }

        /** Sets why it failed from what the client throws, as {@link FailureKind#of} derives it; the exception is not kept. */
        public Builder cause(@Nullable Throwable cause) {
            return kind(FailureKind.of(cause));
        }

        /**
         * Returns the failed call.
         *
         * @throws IllegalArgumentException naming every field that is missing or wrong: a blank api or method, a duration that
         *         is negative or longer than 365 days, a timestamp outside the years 0001 to 9999, no kind
         */
        public CallFailed build() {
            List<String> problems = new ArrayList<>(0);
            if (api == null || api.isBlank()) {
                problems.add("api must not be blank");
            }
            if (method == null || method.isBlank()) {
                problems.add("method must not be blank");
            }
            if (timestamp != null && !Timestamp.canExpress(timestamp)) {
                problems.add(wrongTimestamp(timestamp));
            }
            if (duration != null && (duration.isNegative() || duration.compareTo(LONGEST) > 0)) {
                problems.add("duration must be from zero to 365 days, but is " + duration);
            }
            if (kind == null) {
                problems.add("kind must not be null");
            }
            if (!problems.isEmpty()) {
                throw invalid(problems);
            }
            Instant sent = timestamp != null
                    ? timestamp
                    : Instant.now().minus(duration == null ? Duration.ZERO : duration);
            return of(api, endpoint, method, sent, Optional.ofNullable(duration), kind);
        }
    }
}
