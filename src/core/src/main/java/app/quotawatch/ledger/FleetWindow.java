package app.quotawatch.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.ReportedWindow;
import app.quotawatch.time.EpochNanos;
import app.quotawatch.time.Moment;

/**
 * A provider's window as the fleet's store knows it, with instants of our clock. Unknown numbers are -1.
 *
 * @param usedSince what the fleet has used since, 0 if that is unknown
 * @param resetAtNanos {@link EpochNanos#UNKNOWN} if unknown
 */
record FleetWindow(String name, @Nullable String partition, String unit, long limit, long remaining, long used,
        long usedSince, long windowSeconds, long resetAtNanos, long reportedAtNanos) {

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long MILLI_NANOS = 1_000_000;
    private static final long MILLIS = 1000;
    /* About 30 years: nanoseconds do not overflow. */
    private static final long MAX_MILLIS = 1_000_000_000_000L;
    private static final int INTERVALS = 2;

    /** Returns the windows of an answer. */
    static List<FleetWindow> of(List<FleetAnswer.Window> answered, Duration interval, Moment now) {
        List<FleetWindow> windows = new ArrayList<>(answered.size());
        for (FleetAnswer.Window each : answered) {
            windows.add(of(each, interval, now));
        }
        return windows;
    }

    /*
     * If every response reports the window, a later report includes what was used since the one before. Only if there has been none
     * for two intervals, although calls go on, their responses do not report it. The store counts the calls of all partitions together.
     */
    private static FleetWindow of(FleetAnswer.Window answered, Duration interval, Moment now) {
        ReportedWindow window = answered.reported();
        boolean counts = window.partition().isEmpty() && answered.usedSince() > 0
                && window.ageMillis() > Math.max(MILLIS, interval.toMillis()) * INTERVALS;
        long reset = window.resetInMillis() < 0
                ? EpochNanos.UNKNOWN
                : now.wallNanos() + Math.min(MAX_MILLIS, window.resetInMillis()) * MILLI_NANOS;
        return new FleetWindow(window.name(), window.partition().orElse(null), window.unit(), window.limit(),
                window.remaining(), window.used(), counts ? answered.usedSince() : 0,
                window.windowMillis() < 0 ? -1 : window.windowMillis() / MILLIS, reset,
                now.wallNanos() - Math.min(MAX_MILLIS, window.ageMillis()) * MILLI_NANOS);
    }

    /** Returns a window of ours as it is shared. */
    static ReportedWindow shared(ReportedQuota window, Moment now) {
        ReportedAmount amount = window.amount();
        ReportedEnd end = window.end();
        return new ReportedWindow(window.name(), Optional.ofNullable(window.partition()), amount.unit(),
                amount.limit(), amount.remaining(), amount.used(),
                end.windowSeconds() < 0 ? -1 : end.windowSeconds() * MILLIS,
                end.hasReset() ? end.nanosRemaining(now) / MILLI_NANOS : -1,
                Math.max(0, now.wallNanos() - window.reportedAtNanos()) / MILLI_NANOS);
    }

    /** Returns what remains less what was used since. */
    long effective() {
        return Math.max(0, remaining - usedSince);
    }

    boolean isQuota() {
        return limit >= 0 || remaining >= 0 || used >= 0;
    }

    boolean isOver(Moment now) {
        return resetAtNanos == EpochNanos.UNKNOWN
                ? secondsLeft(now) <= 0
                : resetAtNanos <= now.wallNanos();
    }

    /** Returns for how long a report without a reset is valid. */
    long secondsLeft(Moment now) {
        long valid = windowSeconds < 0 ? ReportedEnd.UNSTATED_SECONDS : windowSeconds;
        return valid - (now.wallNanos() - reportedAtNanos) / SECOND_NANOS;
    }
}
