package app.quotawatch.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One quota window of an API as it stands now. Empty is what nobody knows: never zero and never unlimited.
 *
 * @param name {@code minute}, {@code daily} or {@code tokens} for a configured limit, else what the provider's headers call it
 * @param unit what is counted: {@code requests}, {@code tokens}, or another word of the provider's headers
 * @param source who says so
 * @param reportedAt when the provider last reported it; empty for a configured window
 * @param limit the quota, in the unit
 * @param used what is used up; for a reported window including our own calls since the report
 * @param remaining what is left, 0 or more; it may be above the limit where the provider says so
 * @param resetAt when it starts again: for {@code minute}, which slides, when its oldest calls leave it
 * @param windowLength how long it is
 * @param projectedExhaustion when it runs out if calls go on at the present rate, where that is before it resets; now, if
 *        nothing is left
 */
public record QuotaWindow(String name, String unit, Source source, Optional<Instant> reportedAt, OptionalLong limit,
        OptionalLong used, OptionalLong remaining, Optional<Instant> resetAt, Optional<Duration> windowLength,
        Optional<Instant> projectedExhaustion) {

    /** Who says what a window's limit is. */
    public enum Source {
        /** The configuration; what is used is counted here. */
        CONFIGURED,
        /** The provider, in the headers of its responses; counted on here between two responses. */
        REPORTED
    }

    /** @throws NullPointerException if a component is null */
    public QuotaWindow {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(reportedAt, "reportedAt");
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(used, "used");
        Objects.requireNonNull(remaining, "remaining");
        Objects.requireNonNull(resetAt, "resetAt");
        Objects.requireNonNull(windowLength, "windowLength");
        Objects.requireNonNull(projectedExhaustion, "projectedExhaustion");
    }

    /** Returns what is used, in percent of the limit; above 100 where more was used. Empty unless both are known. */
    public OptionalDouble percentUsed() {
        if (limit.isEmpty() || used.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(percent(used.getAsLong(), limit.getAsLong()));
    }

    /** Whether nothing is left. */
    public boolean isExhausted() {
        return remaining.isPresent() && remaining.getAsLong() == 0;
    }

    /** How near its end the window is, for comparison; negative if nobody knows. */
    double tightness() {
        return percentUsed().orElse(isExhausted() ? 100 : -1);
    }

    static double percent(long used, long limit) {
        return limit == 0 ? 100 : 100.0 * used / limit;
    }
}
