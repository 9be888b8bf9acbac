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
        return new QuotaRecovered(new Values(api, environment, limitType, recoveredAt, Optional.empty(), true));
    }

    /** Returns the same event, of a window that belongs to a partition; null means none. For tests and integrators. */
    public QuotaRecovered withPartition(@Nullable String partition) {
        return new QuotaRecovered(values.with(Optional.ofNullable(partition), values.firstInFleet));
    }

    /** Returns the same event, as reported first by another replica of the fleet or by this one. For tests and integrators. */
    public QuotaRecovered withFirstInFleet(boolean firstInFleet) {
        return new QuotaRecovered(values.with(values.partition, firstInFleet));
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

    /**
     * Returns whether this replica is the first of its fleet to report this; true without a fleet. Every replica reports it, and one
     * of them is the first: whoever alerts people does it there. While the fleet's store is down, all are, since an alert too many is better
     * than none.
     */
    public boolean firstInFleet() {
        return values.firstInFleet;
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
                .flag("firstInFleet", values.firstInFleet)
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
            Optional<String> partition, boolean firstInFleet) {

        Values {
            Objects.requireNonNull(api, "api");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(limitType, "limitType");
            Objects.requireNonNull(recoveredAt, "recoveredAt");
        }

        Values with(Optional<String> other, boolean first) {
            return new Values(api, environment, limitType, recoveredAt, other, first);
        }
    }
}
