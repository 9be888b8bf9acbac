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
 * A window that was exhausted has quota remaining again: it was reset, or its use has fallen below the lowest configured
 * threshold, as happens with sliding windows and where the provider reports it.
 */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class QuotaRecovered implements QuotaEvent {

    private final Values values;

    private QuotaRecovered(Values values) {
        this.values = values;
    }

    /**
     * Returns an event; for tests and integrators.
     *
     * @throws NullPointerException if an argument is null
     */
    public static QuotaRecovered of(String api, String environment, String limitType, Instant recoveredAt) {
        return new QuotaRecovered(new Values(api, environment, limitType, recoveredAt, Optional.empty()));
    }

    /** Returns the same event, of a window that belongs to a partition; null means none. For tests and integrators. */
    public QuotaRecovered withPartition(@Nullable String partition) {
        return new QuotaRecovered(values.with(Optional.ofNullable(partition)));
    }

    /** Returns the API's name. */
    @Override
    public String api() {
        return values.api;
    }

    /** Returns the configured environment. */
    public String environment() {
        return values.environment;
    }

    /** Returns the window's name, as in {@link QuotaThresholdReached#limitType()}. */
    public String limitType() {
        return values.limitType;
    }

    /** Returns when the recovery was noticed: with the next call or query, at most half a second later. */
    public Instant recoveredAt() {
        return values.recoveredAt;
    }

    /** Returns the window's partition, as in {@link app.quotawatch.quota.QuotaWindow#partition()}. */
    public Optional<String> partition() {
        return values.partition;
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .text("type", "QuotaRecovered")
                .text("api", values.api)
                .text("environment", values.environment)
                .text("limitType", values.limitType)
                .text("partition", values.partition)
                .text("recoveredAt", values.recoveredAt)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuotaRecovered same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "QuotaRecovered" + values.toString().substring(Values.class.getSimpleName().length());
    }

    private record Values(String api, String environment, String limitType, Instant recoveredAt,
            Optional<String> partition) {

        Values {
            Objects.requireNonNull(api, "api");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(limitType, "limitType");
            Objects.requireNonNull(recoveredAt, "recoveredAt");
        }

        Values with(Optional<String> other) {
            return new Values(api, environment, limitType, recoveredAt, other);
        }
    }
}
