package app.quotawatch.time;

/** The moment at which something is counted: set again for each call, so that counting needs no object. Not thread-safe. */
public final class CurrentMoment extends Moment {

    /** Starts at 1970. */
    public CurrentMoment() {
        super(0, 0);
    }

    /**
     * Sets it.
     *
     * @param newWallNanos the wall clock's reading, as {@link EpochNanos}
     * @param newNanos the ticker's reading
     */
    public void set(long newWallNanos, long newNanos) {
        wallNanos = newWallNanos;
        nanos = newNanos;
    }
}
