package app.quotawatch.time;

import java.time.Instant;

/** Instants as nanoseconds since 1970, which need no object: what lies between 1677 and 2262. */
public final class EpochNanos {

    /** Not an instant. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000_000;
    private static final long LATEST_SECOND = Long.MAX_VALUE / SECOND - 1;

    private EpochNanos() {}

    /** Returns the instant; one that is earlier or later than what fits becomes the first or the last one. */
    public static long of(Instant instant) {
        long second = instant.getEpochSecond();
        if (second > LATEST_SECOND || second < -LATEST_SECOND) {
            return second > 0 ? Long.MAX_VALUE : Long.MIN_VALUE + 1;
        }
        return second * SECOND + instant.getNano();
    }

    /** Returns the instant as an object. */
    public static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(secondOf(nanos), Math.floorMod(nanos, SECOND));
    }

    /** Returns the second that the instant is in. */
    public static long secondOf(long nanos) {
        return Math.floorDiv(nanos, SECOND);
    }
}
