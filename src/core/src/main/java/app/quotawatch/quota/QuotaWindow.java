package app.quotawatch.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import org.jspecify.annotations.Nullable;

import app.quotawatch.json.JsonResult;
import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;

/** One quota window of an API at one instant. An empty value means unknown: never zero and never unlimited. Immutable. */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class QuotaWindow implements JsonResult {

    private final Values values;

    private QuotaWindow(Values values) {
        this.values = values;
    }

    /**
     * Starts a window about which nothing else is known; for tests and integrators.
     *
     * @throws NullPointerException if an argument is null
     */
    public static Builder builder(String name, String unit, Source source) {
        return new Builder(name, unit, source);
    }

    /** Returns the name: that of a configured limit, such as {@code minute}, otherwise what the provider's headers call it. */
    public String name() {
        return values.name;
    }

    /**
     * Returns which of the provider's quotas it is, where one API has several: {@code key-1}, a model, an endpoint; empty unless
     * {@code quotawatch.apis.ID.partition} or a recorded call distinguishes them.
     */
    public Optional<String> partition() {
        return values.partition;
    }

    /** Returns what is counted: {@code requests}, {@code tokens}, or another word of the provider's headers. */
    public String unit() {
        return values.unit;
    }

    /** Returns where the limit comes from. */
    public Source source() {
        return values.source;
    }

    /** Returns when the provider last reported the window; empty for a configured one. */
    public Optional<Instant> reportedAt() {
        return values.reportedAt;
    }

    /** Returns the limit, in the unit. */
    public OptionalLong limit() {
        return values.limit;
    }

    /** Returns what is used, in the unit; for a reported window including our own calls since the report. */
    public OptionalLong used() {
        return values.used;
    }

    /** Returns what remains, in the unit, 0 or more; it may be above the limit where the provider reports so. */
    public OptionalLong remaining() {
        return values.remaining;
    }

    /** Returns when the window is reset: for a configured sliding window, when its oldest calls leave it. */
    public Optional<Instant> resetAt() {
        return values.resetAt;
    }

    /** Returns how long the window is. */
    public Optional<Duration> windowLength() {
        return values.windowLength;
    }

    /**
     * Returns when the window runs out if calls continue at the current rate, provided that this is before its reset; the
     * current instant if nothing remains.
     */
    public Optional<Instant> projectedExhaustion() {
        return values.projectedExhaustion;
    }

    /** Returns what is used, in percent of the limit; above 100 where more was used. Empty unless both are known. */
    public OptionalDouble percentUsed() {
        if (values.limit.isEmpty() || values.used.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(percent(values.used.getAsLong(), values.limit.getAsLong()));
    }

    /** Returns whether nothing remains. */
    public boolean isExhausted() {
        return values.remaining.isPresent() && values.remaining.getAsLong() == 0;
    }

    /** Returns what is used, in percent of a limit; of a limit of zero, everything is used. */
    public static double percent(long used, long limit) {
        return limit == 0 ? 100 : 100.0 * used / limit;
    }

    /** Returns how close to its limit the window is, for comparison; negative if that is unknown. */
    double tightness() {
        return percentUsed().orElse(isExhausted() ? 100 : -1);
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .text("name", values.name)
                .text("partition", values.partition)
                .text("unit", values.unit)
                .text("source", values.source)
                .number("limit", values.limit)
                .number("used", values.used)
                .number("remaining", values.remaining)
                .decimal("percentUsed", percentUsed())
                .flag("exhausted", isExhausted())
                .text("resetAt", values.resetAt)
                .text("windowLength", values.windowLength)
                .text("reportedAt", values.reportedAt)
                .text("projectedExhaustion", values.projectedExhaustion)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuotaWindow same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "QuotaWindow" + values.toString().substring(Values.class.getSimpleName().length());
    }

    /** Where a window's limit comes from. More sources may be added: a {@code switch} over them needs a {@code default}. */
    public enum Source {

        /** The configuration; what is used is counted in this process. */
        CONFIGURED,

        /** The provider, in the headers of its responses; between two responses, own calls are added here. */
        REPORTED,

        /**
         * The configuration; what all replicas of the fleet have used is counted: own calls at once, those of others after an exchange
         * with the fleet's store. Until its first answer the source is {@link #CONFIGURED}, as it always is for limits per second.
         */
        COUNTED_BY_FLEET
    }

    private record Values(String name, Optional<String> partition, String unit, Source source,
            Optional<Instant> reportedAt, OptionalLong limit, OptionalLong used, OptionalLong remaining,
            Optional<Instant> resetAt, Optional<Duration> windowLength,
            Optional<Instant> projectedExhaustion) {}

    /** Collects what is known of a {@link QuotaWindow}. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private final String unit;
        private final Source source;
        private Optional<String> partition = Optional.empty();
        private Optional<Instant> reportedAt = Optional.empty();
        private OptionalLong limit = OptionalLong.empty();
        private OptionalLong used = OptionalLong.empty();
        private OptionalLong remaining = OptionalLong.empty();
        private Optional<Instant> resetAt = Optional.empty();
        private Optional<Duration> windowLength = Optional.empty();
        private Optional<Instant> projectedExhaustion = Optional.empty();

        private Builder(String name, String unit, Source source) {
            this.name = Objects.requireNonNull(name, "name");
            this.unit = Objects.requireNonNull(unit, "unit");
            this.source = Objects.requireNonNull(source, "source");
        }

        /** Sets which of the provider's quotas it is; null means that nothing distinguishes them. */
        public Builder partition(@Nullable String partition) {
            this.partition = Optional.ofNullable(partition);
            return this;
        }

        /** Sets when the provider last reported the window. */
        public Builder reportedAt(Instant reportedAt) {
            this.reportedAt = Optional.of(reportedAt);
            return this;
        }

        /** Sets the limit; a negative one means unknown. */
        public Builder limit(long limit) {
            this.limit = known(limit);
            return this;
        }

        /** Sets what is used; a negative number means unknown. */
        public Builder used(long used) {
            this.used = known(used);
            return this;
        }

        /** Sets what remains; a negative number means unknown. */
        public Builder remaining(long remaining) {
            this.remaining = known(remaining);
            return this;
        }

        /** Sets when the window is reset; null means unknown. */
        public Builder resetAt(@Nullable Instant resetAt) {
            this.resetAt = Optional.ofNullable(resetAt);
            return this;
        }

        /** Sets how long the window is; null means unknown. */
        public Builder windowLength(@Nullable Duration windowLength) {
            this.windowLength = Optional.ofNullable(windowLength);
            return this;
        }

        /** Sets when the window runs out; null means not before its reset, or unknown. */
        public Builder projectedExhaustion(@Nullable Instant projectedExhaustion) {
            this.projectedExhaustion = Optional.ofNullable(projectedExhaustion);
            return this;
        }

        private static OptionalLong known(long number) {
            return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
        }

        /** Returns the window. */
        public QuotaWindow build() {
            return new QuotaWindow(
                    new Values(name, partition, unit, source, reportedAt, limit, used, remaining, resetAt,
                            windowLength, projectedExhaustion));
        }
    }
}
