package app.quotawatch.time;

import java.time.Instant;

/**
 * One instant on both clocks: the wall clock, for instants exchanged with the outside, and the monotonic one, for distances.
 * Whoever is passed one does not keep it: it may be a {@link CurrentMoment}.
 */
public sealed class Moment permits CurrentMoment {

    long wallNanos;
    long nanos;

    /**
     * Joins two readings.
     *
     * @param wallNanos the wall clock's reading, as {@link EpochNanos}
     * @param nanos the ticker's reading
     */
    public Moment(long wallNanos, long nanos) {
        this.wallNanos = wallNanos;
        this.nanos = nanos;
    }

    /** Returns one instant on both clocks. */
    public static Moment of(Instant wall, long nanos) {
        return new Moment(EpochNanos.of(wall), nanos);
    }

    /** Returns the wall clock's reading, as {@link EpochNanos}. */
    public final long wallNanos() {
        return wallNanos;
    }

    /** Returns what the wall clock shows at another reading of the ticker, as {@link EpochNanos}, unless it is adjusted. */
    final long wallNanosAt(long otherNanos) {
        return wallNanos + (otherNanos - nanos);
    }

    /** Returns the ticker's reading. */
    public final long nanos() {
        return nanos;
    }

    /** Returns the wall clock's reading. */
    public final Instant wall() {
        return EpochNanos.toInstant(wallNanos);
    }

    /** Returns the wall-clock instant at this distance from this moment; a negative distance lies before it. */
    public final Instant after(long distanceNanos) {
        return wall().plusNanos(distanceNanos);
    }

    /** Returns the nanoseconds from an earlier ticker reading to this moment. */
    public final long nanosSince(long earlierNanos) {
        return nanos - earlierNanos;
    }

    @Override
    public final String toString() {
        return "Moment[" + wall() + ", " + nanos + "]";
    }
}
