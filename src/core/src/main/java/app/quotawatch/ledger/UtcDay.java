package app.quotawatch.ledger;

import java.time.Instant;

/*
 * A day begins when the clock says so: also after the machine slept or was idle for days. A clock that goes back, though, was
 * wrong before or is wrong now, and so is one that returns from there; then what counts as today is found anew from how long
 * ago things happened by the monotonic time, which no clock setting touches. The difference of the two, and the highest one
 * seen, tell the cases apart: above the highest, time has passed; below it, a clock was set.
 */
/** Tells which UTC day it is, and what to do with the counts when it becomes another. Not thread-safe. */
final class UtcDay {

    static final long SECONDS = 86_400;
    /* Clocks that are merely adjusted drift by less. */
    private static final long STEP_NANOS = 5_000_000_000L;

    enum Change {
        NONE,
        NEXT_DAY,
        CLOCK_SET
    }

    private long day = Long.MIN_VALUE;
    private long offset;
    private long highestOffset;

    Change advance(Instant now, long nanos) {
        long seen = now.getEpochSecond() * 1_000_000_000 + now.getNano() - nanos;
        long today = Math.floorDiv(now.getEpochSecond(), SECONDS);
        if (day == Long.MIN_VALUE) {
            day = today;
            offset = seen;
            highestOffset = seen;
            return Change.NONE;
        }
        boolean set = seen < offset - STEP_NANOS || seen > offset + STEP_NANOS && seen <= highestOffset + STEP_NANOS;
        offset = seen;
        highestOffset = Math.max(highestOffset, seen);
        if (set) {
            day = today;
            return Change.CLOCK_SET;
        }
        if (today > day) {
            day = today;
            return Change.NEXT_DAY;
        }
        return Change.NONE;
    }

    /** Returns the day, in days since 1970. */
    long day() {
        return day;
    }

    Instant start() {
        return Instant.ofEpochSecond(day * SECONDS);
    }

    Instant end() {
        return Instant.ofEpochSecond((day + 1) * SECONDS);
    }
}
