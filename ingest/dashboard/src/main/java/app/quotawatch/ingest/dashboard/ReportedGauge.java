package app.quotawatch.ingest.dashboard;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** The last report of one name and limit, and whether such reports contradict each other. */
final class ReportedGauge {

    /*
     * What one window cannot report, one call after the other: that more remains than before within a period, beyond what a bucket
     * refills by its reset; that its reset is earlier and more remains; that its reset is earlier after having become later. Without
     * a reset, what remains may rise at any time, but not by much and fall back at once. Calls that overlap prove nothing: of
     * these the smaller number counts.
     */

    private static final Duration IN_DOUBT = Duration.ofMinutes(5);
    private static final Duration ROUNDED = Duration.ofSeconds(2);
    /* Of a limit: what falls back by less may have been used. */
    private static final double MUCH = 0.05;
    private static final int FEW = 2;

    private final String name;
    private final long limit;
    private long remaining = -1;
    private long before = -1;
    private @Nullable Instant reset;
    private boolean later;
    private Instant reportedAt = Instant.MIN;
    private Instant contradictedAt = Instant.MIN;

    ReportedGauge(String name, long limit) {
        this.name = name;
        this.limit = limit;
    }

    String name() {
        return name;
    }

    long limit() {
        return limit;
    }

    Instant reportedAt() {
        return reportedAt;
    }

    /** Returns what remains, or null as long as reports contradict each other. */
    @Nullable
    Long remaining() {
        boolean doubtful = !contradictedAt.equals(Instant.MIN)
                && Duration.between(contradictedAt, reportedAt).compareTo(IN_DOUBT) < 0;
        return doubtful ? null : remaining;
    }

    void report(long newRemaining, @Nullable Instant newReset, Instant sent, Instant ended) {
        if (ended.isBefore(reportedAt)) {
            return;
        }
        boolean first = remaining < 0;
        // the wire has whole milliseconds
        boolean follows = !first
                && (sent.isAfter(reportedAt) || sent.equals(reportedAt) && ended.isAfter(sent));
        if (follows && contradicts(newRemaining, newReset, ended)) {
            contradictedAt = ended;
        }
        boolean overlaps = !first && !follows && isSamePeriod(newReset);
        later = !first && reset != null && newReset != null && newReset.isAfter(reset.plus(ROUNDED));
        before = remaining;
        remaining = overlaps ? Math.min(remaining, newRemaining) : newRemaining;
        reset = newReset;
        reportedAt = ended;
    }

    private boolean contradicts(long newRemaining, @Nullable Instant newReset, Instant ended) {
        boolean risen = newRemaining > remaining;
        if (reset == null || newReset == null) {
            long fall = remaining - newRemaining;
            return before >= 0 && remaining > before && newRemaining <= before && fall > Math.max(FEW, limit * MUCH);
        }
        if (newReset.isBefore(reset.minus(ROUNDED))) {
            return risen || later;
        }
        return risen && isSamePeriod(newReset) && !mayHaveRefilled(newRemaining, reset, ended);
    }

    private boolean isSamePeriod(@Nullable Instant newReset) {
        return reset == null || newReset == null
                ? reset == newReset
                : Duration.between(reset, newReset).abs().compareTo(ROUNDED) <= 0;
    }

    /* A bucket is full at its reset, and fills up evenly until then. */
    private boolean mayHaveRefilled(long newRemaining, Instant full, Instant ended) {
        double passed = Duration.between(reportedAt, ended).toMillis();
        double untilFull = Duration.between(reportedAt, full).toMillis() - 1000.0;
        return passed >= untilFull
                || limit - newRemaining >= Math.floor((limit - remaining) * (1 - passed / untilFull));
    }
}
