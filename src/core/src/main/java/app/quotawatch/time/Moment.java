package app.quotawatch.time;

import java.time.Instant;

/**
 * One instant on both clocks: the wall clock, for instants exchanged with the outside, and the monotonic one, for distances.
 *
 * @param wallNanos the wall clock's reading, as {@link EpochNanos}
 * @param nanos the ticker's reading
 */
public record Moment(long wallNanos, long nanos) {

    /** Returns one instant on both clocks. */
    public static Moment of(Instant wall, long nanos) {
        return new Moment(EpochNanos.of(wall), nanos);
    }

    /** Returns the wall clock's reading. */
    public Instant wall() {
        return EpochNanos.toInstant(wallNanos);
    }

    /** Returns the wall-clock instant at this distance from this moment; a negative distance lies before it. */
    public Instant after(long distanceNanos) {
        return wall().plusNanos(distanceNanos);
    }

    /** Returns the nanoseconds from an earlier ticker reading to this moment. */
    public long nanosSince(long earlierNanos) {
        return nanos - earlierNanos;
    }
}
