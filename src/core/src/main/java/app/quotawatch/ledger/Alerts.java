package app.quotawatch.ledger;

import java.time.Instant;
import java.util.List;

import app.quotawatch.event.QuotaEvent;
import app.quotawatch.event.QuotaRecovered;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.time.Moment;

/*
 * A threshold is told once in a period. A window that slides has no periods; there it is told again when its length has gone
 * by since the last time. Recovered is what has begun a new period, or has fallen below the lowest threshold within one: a
 * window at its limit would else recover with each call that leaves it.
 */
/** Remembers which thresholds of one window were told, and whether it is used up. Not thread-safe. */
final class Alerts {

    /** Nobody knows how much there is. */
    static final long UNKNOWN = -1;

    private static final int EXHAUSTED_PERCENT = 100;

    private final String limitType;
    private final long slidingNanos;
    private long period = Long.MIN_VALUE;
    private long[] toldNanos;
    private boolean[] told;
    private boolean exhausted;

    private Alerts(String limitType, long slidingNanos) {
        this.limitType = limitType;
        this.slidingNanos = slidingNanos;
    }

    /** Of a window that starts again at certain instants. */
    static Alerts ofPeriods(String limitType) {
        return new Alerts(limitType, Long.MAX_VALUE);
    }

    /** Of a window that slides and is so long. */
    static Alerts ofSliding(String limitType, long lengthNanos) {
        return new Alerts(limitType, lengthNanos);
    }

    /**
     * Adds the events of what the window says now.
     *
     * @param used what is used, or {@link #UNKNOWN}
     * @param limit the limit, or {@link #UNKNOWN}
     * @param remaining what is left, or {@link #UNKNOWN}
     * @param present a number that changes with the window's period
     * @param periodStart null for a window that slides
     */
    void check(long used, long limit, long remaining, long present, Instant periodStart, Moment now, Context context,
            List<QuotaEvent> events) {
        int[] thresholds = context.thresholds();
        if (told == null || present != period) {
            period = present;
            toldNanos = new long[thresholds.length];
            told = new boolean[thresholds.length];
            recover(now, context, events);
        }
        double percent = used < 0 || limit < 0 ? Double.NaN : QuotaWindow.percent(used, limit);
        if (remaining > 0 && !(percent >= context.lowest())) {
            recover(now, context, events);
        }
        exhausted |= remaining == 0;
        for (int i = 0; i < thresholds.length && percent >= thresholds[i]; i++) {
            if (!told[i] || now.nanosSince(toldNanos[i]) >= slidingNanos) {
                told[i] = true;
                toldNanos[i] = now.nanos();
                events.add(
                        QuotaThresholdReached.of(context.api(), context.environment(), limitType, thresholds[i], used,
                                limit, percent, periodStart == null ? now.after(-slidingNanos) : periodStart));
            }
        }
    }

    /** The window is over. */
    void recover(Moment now, Context context, List<QuotaEvent> events) {
        if (exhausted) {
            exhausted = false;
            events.add(QuotaRecovered.of(context.api(), context.environment(), limitType, now.wall()));
        }
    }

    /** What all windows of an API have in common; the thresholds ascend. */
    record Context(String api, String environment, int[] thresholds) {

        int lowest() {
            return thresholds.length == 0 ? EXHAUSTED_PERCENT : Math.min(thresholds[0], EXHAUSTED_PERCENT);
        }
    }
}
