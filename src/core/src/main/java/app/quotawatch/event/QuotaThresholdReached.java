package app.quotawatch.event;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import org.jspecify.annotations.Nullable;

import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;

/**
 * The use of a window has reached a configured threshold. Fired once per threshold and period of the window; if one call passes
 * several thresholds, once for each of them, in ascending order. The fields are those of the service's webhook {@code quota.threshold_reached}.
 */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class QuotaThresholdReached implements QuotaEvent {

    private final Values values;

    private QuotaThresholdReached(Values values) {
        this.values = values;
    }

    /**
     * Returns an event; for tests and integrators.
     *
     * @throws NullPointerException if an argument is null
     */
    public static QuotaThresholdReached of(String api, String environment, String limitType, int thresholdPct,
            long currentCount, long limitValue, double pctUsed, Instant periodStart) {
        return new QuotaThresholdReached(
                new Values(api, environment, limitType, thresholdPct, currentCount, limitValue, pctUsed, periodStart,
                        Optional.empty(), true));
    }

    /** Returns the same event, of a window that belongs to a partition; null means none. For tests and integrators. */
    public QuotaThresholdReached withPartition(@Nullable String partition) {
        return new QuotaThresholdReached(values.with(Optional.ofNullable(partition), values.firstInFleet));
    }

    /** Returns the same event, as reported first by another replica of the fleet or by this one. For tests and integrators. */
    public QuotaThresholdReached withFirstInFleet(boolean firstInFleet) {
        return new QuotaThresholdReached(values.with(values.partition, firstInFleet));
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

    /**
     * Returns the window's name: that of a configured limit as in {@link app.quotawatch.ApiLimit#windowName()}, otherwise what the
     * provider's headers call it.
     */
    public String limitType() {
        return values.limitType;
    }

    /** Returns the threshold, in percent. */
    public int thresholdPct() {
        return values.thresholdPct;
    }

    /** Returns what is used now, in the window's unit. */
    public long currentCount() {
        return values.currentCount;
    }

    /** Returns the limit, in the window's unit. */
    public long limitValue() {
        return values.limitValue;
    }

    /** Returns what is used now, in percent; it may be above 100. */
    public double pctUsed() {
        return values.pctUsed;
    }

    /**
     * Returns when the current period of the window began: for a configured sliding window its length ago, for daily and monthly
     * ones midnight UTC; for a reported window its reset less its length, or its first report if the headers do not specify
     * these.
     */
    public Instant periodStart() {
        return values.periodStart;
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
                .text("type", "QuotaThresholdReached")
                .text("api", values.api)
                .text("environment", values.environment)
                .text("limitType", values.limitType)
                .text("partition", values.partition)
                .number("thresholdPct", values.thresholdPct)
                .number("currentCount", values.currentCount)
                .number("limitValue", values.limitValue)
                .decimal("pctUsed", OptionalDouble.of(values.pctUsed))
                .text("periodStart", values.periodStart)
                .flag("firstInFleet", values.firstInFleet)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuotaThresholdReached same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "QuotaThresholdReached" + values.toString().substring(Values.class.getSimpleName().length());
    }

    private record Values(String api, String environment, String limitType, int thresholdPct, long currentCount,
            long limitValue, double pctUsed, Instant periodStart, Optional<String> partition,
            boolean firstInFleet) {

        Values {
            Objects.requireNonNull(api, "api");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(limitType, "limitType");
            Objects.requireNonNull(periodStart, "periodStart");
        }

        Values with(Optional<String> other, boolean first) {
            return new Values(api, environment, limitType, thresholdPct, currentCount, limitValue, pctUsed, periodStart,
                    other, first);
        }
    }
}
