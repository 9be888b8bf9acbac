package app.quotawatch.time;

import java.time.Instant;

/**
 * One instant on both clocks: the wall clock, for instants exchanged with the outside, and the monotonic one, for distances.
 *
 * @param wall the wall clock's reading
 * @param nanos the ticker's reading
 */
public record Moment(Instant wall, long nanos) {

    /** Returns the wall-clock instant at this distance from this moment; a negative distance lies before it. */
    public Instant after(long distanceNanos) {
        return wall.plusNanos(distanceNanos);
    }

    /** Returns the nanoseconds from an earlier ticker reading to this moment. */
    public long nanosSince(long earlierNanos) {
        return nanos - earlierNanos;
    }
}
