package app.quotawatch.fleet;

import java.time.Instant;

import app.quotawatch.time.EpochNanos;

/** The time of the fleet's store, as this replica estimates it from the last answer and the monotonic time since. Not thread-safe. */
public final class StoreClock {

    /*
     * A replica's clock may be an hour off. So it is only the first guess, until the store has answered; afterwards, nothing
     * is placed by it. An answer was made at some time between the request and the response: as long as the estimate is possible, it is kept,
     * so that seconds begin at the same instants.
     */

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long TOLERANCE_NANOS = SECOND_NANOS / 20;

    private long offset;
    private boolean known;

    /**
     * Begins with a guess.
     *
     * @param nanos the monotonic time
     * @param wallNanos the time of this machine's clock, as {@link EpochNanos}
     */
    public StoreClock(long nanos, long wallNanos) {
        offset = wallNanos - nanos;
    }

    /** Returns whether the store has answered. */
    public boolean isKnown() {
        return known;
    }

    /** Returns the store's time at a monotonic time, as {@link EpochNanos}. */
    public long at(long nanos) {
        return nanos + offset;
    }

    /** Returns the store's second, since 1970, at a monotonic time. */
    public long second(long nanos) {
        return Math.floorDiv(nanos + offset, SECOND_NANOS);
    }

    /** Returns the monotonic time at which a second of the store begins. */
    public long beginOf(long second) {
        return second * SECOND_NANOS - offset;
    }

    /**
     * Takes the store's time of an answer.
     *
     * @param sentNanos the monotonic time when the request was sent
     * @param receivedNanos the monotonic time when the answer was received
     * @return by how many seconds the estimate was wrong: what was counted in a second happened so many seconds later
     */
    public long answered(Instant storeTime, long sentNanos, long receivedNanos) {
        long half = (receivedNanos - sentNanos) / 2;
        long seen = EpochNanos.of(storeTime) - (sentNanos + half);
        long wrong = seen - offset;
        if (known && Math.abs(wrong) <= half + TOLERANCE_NANOS) {
            return 0;
        }
        known = true;
        offset = seen;
        return Math.floorDiv(wrong + SECOND_NANOS / 2, SECOND_NANOS);
    }

    @Override
    public String toString() {
        return "StoreClock[" + (known ? "known" : "guessed") + "]";
    }
}
