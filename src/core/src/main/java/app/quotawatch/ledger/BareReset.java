package app.quotawatch.ledger;

import app.quotawatch.headers.WindowReading;
import app.quotawatch.time.EpochNanos;
import app.quotawatch.time.Moment;

/**
 * Finds out from the reports that follow each other whether a distance to a reset, whose unit nothing states, counts
 * seconds. Not thread-safe.
 */
final class BareReset {

    /*
     * "reset: 59987" is 17 hours at one provider and a minute in milliseconds at others (MuleSoft, KuCoin). No single number decides,
     * but two do: read as seconds, the end of a window stays where it is, while a distance in milliseconds falls a thousand times as
     * fast as time passes, and the end seems to come nearer. Until one of the two has been seen, a reset of more than an hour is
     * unknown. One within the hour is used: in milliseconds it would be of a window of less than four seconds, which few have.
     *
     * Several windows that are reported as one may look like anything. What they do not do is to fall steadily; so an earlier reset is
     * a contradiction only where the one before had become later.
     */

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long USED_NANOS = 3602 * SECOND_NANOS;
    /* Long enough for a ratio that the network's delays do not blur. */
    private static final long LEAST_NANOS = SECOND_NANOS / 2;
    /* Distances are rounded to seconds: within a shorter time, one that never changes looks the same. */
    private static final long CONFIRMED_NANOS = 5 * SECOND_NANOS;
    private static final long ROUNDED_NANOS = 2 * SECOND_NANOS;
    private static final long SLOWEST = 500;
    private static final long FASTEST = 2000;

    private long firstReset = EpochNanos.UNKNOWN;
    private long firstNanos;
    private long lastReset = EpochNanos.UNKNOWN;
    private boolean bare;
    private boolean confirmed;
    private boolean later;
    private boolean turnedBack;
    private boolean seconds;
    private boolean millis;

    /** Returns the reset that the next report states, or {@link EpochNanos#UNKNOWN} as long as its unit is in doubt. */
    long of(WindowReading window, Moment now) {
        long reset = window.resetAtNanos();
        bare = window.isResetBare();
        confirmed = false;
        if (!bare || seconds) {
            return reset;
        }
        if (!millis) {
            compare(reset, now.wallNanos());
        }
        return seconds || !millis && reset - now.wallNanos() <= USED_NANOS ? reset : EpochNanos.UNKNOWN;
    }

    private void compare(long reset, long now) {
        turnedBack = later && reset < lastReset - ROUNDED_NANOS;
        later = lastReset != EpochNanos.UNKNOWN && reset > lastReset + ROUNDED_NANOS;
        lastReset = reset;
        long passed = now - firstNanos;
        if (firstReset == EpochNanos.UNKNOWN || later || passed < 0) {
            firstReset = reset;
            firstNanos = now;
            return;
        }
        long nearer = firstReset - reset;
        millis = passed >= LEAST_NANOS && nearer >= SLOWEST * passed && nearer / FASTEST <= passed;
        seconds = passed >= CONFIRMED_NANOS && Math.abs(nearer) <= ROUNDED_NANOS;
        confirmed = seconds;
    }

    /** Whether the last report was the first that proved seconds. */
    boolean isConfirmed() {
        return confirmed;
    }

    /** Whether the last report was a distance that may count anything. */
    boolean isUndecided() {
        return bare && !seconds;
    }

    /** Whether the last report contradicts the one before, as long as the unit is in doubt. */
    boolean isContradictory() {
        return turnedBack;
    }
}
