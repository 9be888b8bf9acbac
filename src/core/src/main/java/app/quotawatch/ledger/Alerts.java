package app.quotawatch.ledger;

import java.time.Duration;
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
    private static final long SHORTEST_HOLD_NANOS = 5_000_000_000L;
    private static final long LONGEST_HOLD_NANOS = 24 * 3_600_000_000_000L;

    private final String limitType;
    private final @Nullable String partition;
    private final long slidingNanos;
    private final @Nullable Duration utcHolds;
    private final @Nullable Deadline end;
    private long period = Long.MIN_VALUE;
    private long[] reportedNanos = {};
    private boolean[] reported = {};
    private boolean exhausted;

    private Alerts(String limitType, @Nullable String partition, long slidingNanos, @Nullable Duration utcHolds,
            @Nullable Deadline end) {
        this.limitType = limitType;
        this.partition = partition;
        this.slidingNanos = slidingNanos;
        this.utcHolds = utcHolds;
        this.end = end;
    }

    /** Returns the alerts of a day or month, which has the same number for everybody. */
    static Alerts ofUtc(String limitType, Duration longerThanIt) {
        return new Alerts(limitType, null, Long.MAX_VALUE, longerThanIt, null);
    }

    /** Returns the alerts of a window that the provider resets. */
    static Alerts ofReported(String limitType, @Nullable String partition, Deadline end) {
        return new Alerts(limitType, partition, Long.MAX_VALUE, null, end);
    }

    /** Returns the alerts of a sliding window of this length. */
    static Alerts ofSliding(String limitType, long lengthNanos) {
        return new Alerts(limitType, null, lengthNanos, null, null);
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
                QuotaThresholdReached event = QuotaThresholdReached.of(context.api(), context.environment(), limitType,
                        thresholds[i], used, limit, percent,
                        periodStart == null ? now.after(-slidingNanos) : periodStart)
                        .withPartition(partition);
                Claims claims = context.claims();
                if (claims == null) {
                    events.add(event);
                } else {
                    claims.add(event, claimedPeriod(), holds(now), now);
                }
            }
        }
    }

    /** Adds the recovery of the window if it was exhausted. */
    void recover(Moment now, Context context, List<QuotaEvent> events) {
        if (exhausted) {
            exhausted = false;
            QuotaRecovered event = QuotaRecovered.of(context.api(), context.environment(), limitType, now.wall())
                    .withPartition(partition);
            Claims claims = context.claims();
            if (claims == null) {
                events.add(event);
            } else {
                claims.add(event, claimedPeriod(), holds(now), now);
            }
        }
    }

    private long claimedPeriod() {
        return utcHolds == null ? 0 : period;
    }

    /*
     * How long another replica that notices the same is not the first: long enough for all to notice, and short enough to be over when it
     * is to be reported again.
     */
    private Duration holds(Moment now) {
        if (utcHolds != null) {
            return utcHolds;
        }
        long again = end == null ? slidingNanos : end.nanosRemaining(now);
        return Duration.ofNanos(Math.min(LONGEST_HOLD_NANOS, Math.max(SHORTEST_HOLD_NANOS, again / 2)));
    }

    /**
     * What all windows of an API have in common.
     *
     * @param thresholds in ascending order
     * @param claims through which a fleet agrees on who is the first to report an event; null without a fleet
     */
    record Context(String api, String environment, int[] thresholds, @Nullable Claims claims) {

        int lowest() {
            return thresholds.length == 0 ? EXHAUSTED_PERCENT : Math.min(thresholds[0], EXHAUSTED_PERCENT);
        }
    }
}
