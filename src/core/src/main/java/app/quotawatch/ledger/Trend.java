package app.quotawatch.ledger;

import app.quotawatch.time.Moment;

/** How fast the use of a window grows, measured over the last one to two minutes. Not thread-safe. */
final class Trend {

    private static final long STEP_NANOS = 60_000_000_000L;
    private static final long SHORTEST_NANOS = 1_000_000_000;

    private long fromNanos;
    private long fromUsed;
    private long nextNanos;
    private long nextUsed;

    void restart(long used, Moment now) {
        fromNanos = now.nanos();
        fromUsed = used;
        nextNanos = fromNanos;
        nextUsed = used;
    }

    void observe(long used, Moment now) {
        if (now.nanosSince(nextNanos) >= STEP_NANOS) {
            fromNanos = nextNanos;
            fromUsed = nextUsed;
            nextNanos = now.nanos();
            nextUsed = used;
        }
    }

    /** Returns the growth per second, or NaN while there is too little data. */
    double perSecond(long used, Moment now) {
        long nanos = now.nanosSince(fromNanos);
        return nanos < SHORTEST_NANOS || fromUsed < 0 ? Double.NaN : Math.max(0, used - fromUsed) * 1e9 / nanos;
    }
}
