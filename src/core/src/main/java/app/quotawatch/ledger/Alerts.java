package app.quotawatch.ledger;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.event.QuotaEvent;
import app.quotawatch.event.QuotaRecovered;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.time.Moment;

/** Remembers which thresholds of one window have been reported, and whether it is exhausted. Not thread-safe. */
final class Alerts {

    /*
     * A threshold is reported once per period. A sliding window has no periods; there it is reported again when the length of the
     * window has passed since the last time. A window has recovered when it has begun a new period, or has fallen below the lowest
     * threshold within one: otherwise a window at its limit would recover with each call that leaves it.
     */

    /** The amount is unknown. */
    static final long UNKNOWN = -1;

    private static final int EXHAUSTED_PERCENT = 100;

    private final String limitType;
    private final @Nullable String partition;
    private final long slidingNanos;
    private long period = Long.MIN_VALUE;
    private long[] reportedNanos = {};
    private boolean[] reported = {};
    private boolean exhausted;

    private Alerts(String limitType, @Nullable String partition, long slidingNanos) {
        this.limitType = limitType;
        this.partition = partition;
        this.slidingNanos = slidingNanos;
    }

    /** Returns the alerts of a window that is reset at certain instants. */
    static Alerts ofPeriods(String limitType, @Nullable String partition) {
        return new Alerts(limitType, partition, Long.MAX_VALUE);
    }

    /** Returns the alerts of a sliding window of this length. */
    static Alerts ofSliding(String limitType, long lengthNanos) {
        return new Alerts(limitType, null, lengthNanos);
    }

    /**
     * Adds the events that the window's present state causes.
     *
     * @param used what is used, or {@link #UNKNOWN}
     * @param limit the limit, or {@link #UNKNOWN}
     * @param remaining what remains, or {@link #UNKNOWN}
     * @param present a number that changes with the window's period
     * @param periodStart null for a sliding window
     */
    void check(long used, long limit, long remaining, long present, @Nullable Instant periodStart, Moment now,
            Context context,
            List<QuotaEvent> events) {
        int[] thresholds = context.thresholds();
        if (present != period) {
            period = present;
            reportedNanos = new long[thresholds.length];
            reported = new boolean[thresholds.length];
            recover(now, context, events);
        }
        double percent = used < 0 || limit < 0 ? Double.NaN : QuotaWindow.percent(used, limit);
        if (remaining > 0 && !(percent >= context.lowest())) {
            recover(now, context, events);
        }
        exhausted |= remaining == 0;
        for (int i = 0; i < thresholds.length && percent >= thresholds[i]; i++) {
            if (!reported[i] || now.nanosSince(reportedNanos[i]) >= slidingNanos) {
                reported[i] = true;
                reportedNanos[i] = now.nanos();
                events.add(
                        QuotaThresholdReached.of(context.api(), context.environment(), limitType, thresholds[i], used,
                                limit, percent, periodStart == null ? now.after(-slidingNanos) : periodStart)
                                .withPartition(partition));
            }
        }
    }

    /** Adds the recovery of the window if it was exhausted. */
    void recover(Moment now, Context context, List<QuotaEvent> events) {
        if (exhausted) {
            exhausted = false;
            events.add(QuotaRecovered.of(context.api(), context.environment(), limitType, now.wall())
                    .withPartition(partition));
        }
    }

    /** What all windows of an API have in common; the thresholds are in ascending order. */
    record Context(String api, String environment, int[] thresholds) {

        int lowest() {
            return thresholds.length == 0 ? EXHAUSTED_PERCENT : Math.min(thresholds[0], EXHAUSTED_PERCENT);
        }
    }
}
