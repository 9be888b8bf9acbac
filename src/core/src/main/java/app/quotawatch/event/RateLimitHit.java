package app.quotawatch.event;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import org.jspecify.annotations.Nullable;

import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;

/**
 * An API rejected calls because of its rate limit (status 429). Fired at most once per second and API; rejections in between are
 * folded into the next event.
 */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class RateLimitHit implements QuotaEvent {

    private final Values values;

    private RateLimitHit(Values values) {
        this.values = values;
    }

    /**
     * Returns an event; for tests and integrators.
     *
     * @throws NullPointerException if an argument is null
     */
    public static RateLimitHit of(String api, String endpoint, Optional<Instant> retryAfter, long hits) {
        return new RateLimitHit(new Values(api, endpoint, retryAfter, hits, Optional.empty()));
    }

    /** Returns the same event, of calls that belong to a partition; null means none. For tests and integrators. */
    public RateLimitHit withPartition(@Nullable String partition) {
        return new RateLimitHit(values.with(Optional.ofNullable(partition)));
    }

    /** Returns the API's name. */
    @Override
    public String api() {
        return values.api;
    }

    /** Returns the path of the last rejected call. */
    public String endpoint() {
        return values.endpoint;
    }

    /** Returns when the API accepts calls again: the latest of the instants that it specified; empty if it specified none. */
    public Optional<Instant> retryAfter() {
        return values.retryAfter;
    }

    /** Returns how many rejections this event stands for, 1 or more. */
    public long hits() {
        return values.hits;
    }

    /**
     * Returns the partition of the rejected calls, as in {@link app.quotawatch.quota.QuotaWindow#partition()}; empty also if they
     * belong to several.
     */
    public Optional<String> partition() {
        return values.partition;
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .text("type", "RateLimitHit")
                .text("api", values.api)
                .text("endpoint", values.endpoint)
                .text("partition", values.partition)
                .text("retryAfter", values.retryAfter)
                .number("hits", values.hits)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RateLimitHit same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "RateLimitHit" + values.toString().substring(Values.class.getSimpleName().length());
    }

    private record Values(String api, String endpoint, Optional<Instant> retryAfter, long hits,
            Optional<String> partition) {

        Values {
            Objects.requireNonNull(api, "api");
            Objects.requireNonNull(endpoint, "endpoint");
            Objects.requireNonNull(retryAfter, "retryAfter");
        }

        Values with(Optional<String> other) {
            return new Values(api, endpoint, retryAfter, hits, other);
        }
    }
}
