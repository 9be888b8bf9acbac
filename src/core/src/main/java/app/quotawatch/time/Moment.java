package app.quotawatch.time;

import java.time.Instant;

/**
 * One instant on both clocks: the wall's, for what the outside says and hears, and the monotonic one, for distances.
 *
 * @param wall what the clock says
 * @param nanos what the ticker says
 */
public record Moment(Instant wall, long nanos) {

    /** Returns the instant on the wall's clock that is so far from this one; a negative distance is one before it. */
    public Instant after(long distanceNanos) {
        return wall.plusNanos(distanceNanos);
    }

    /** Returns the nanoseconds from an earlier reading of the ticker to this moment. */
    public long nanosSince(long earlierNanos) {
        return nanos - earlierNanos;
    }
}
