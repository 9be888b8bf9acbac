package app.quotawatch.ledger;

import app.quotawatch.time.EpochNanos;
import app.quotawatch.time.Moment;

/** A future instant that the provider specified. Set again instead of replaced. Not thread-safe. */
sealed class Deadline permits ReportedEnd {

    /*
     * It has passed when either clock has reached it: the monotonic clock stops while the machine sleeps, and the wall clock may
     * have been set back. If it passes too early, less is known for a while; if it passed too late, what is known would be wrong.
     */

    private static final long SECOND_NANOS = 1_000_000_000;
    /* About 30 years: no window is longer, and nanoseconds do not overflow. */
    private static final long MAX_SECONDS = 1_000_000_000;

    private long wallNanos;
    private long tickerNanos;

    /** Sets an instant of the wall clock, which {@link EpochNanos} can hold. */
    void set(long atNanos, Moment now) {
        wallNanos = atNanos;
        tickerNanos = now.nanos() + (atNanos - now.wallNanos());
    }

    /** Sets a distance from now. */
    void setAfter(long seconds, Moment now) {
        long distance = Math.min(seconds, MAX_SECONDS) * SECOND_NANOS;
        long wall = now.wallNanos();
        wallNanos = wall > Long.MAX_VALUE - distance ? Long.MAX_VALUE : wall + distance;
        tickerNanos = now.nanos() + distance;
    }

    void set(Deadline other) {
        wallNanos = other.wallNanos;
        tickerNanos = other.tickerNanos;
    }

    /** Returns the instant on the wall clock, as {@link EpochNanos}. */
    long atNanos() {
        return wallNanos;
    }

    boolean hasPassed(Moment now) {
        return now.nanos() - tickerNanos >= 0 || now.wallNanos() >= wallNanos;
    }

    long nanosRemaining(Moment now) {
        return tickerNanos - now.nanos();
    }
}
