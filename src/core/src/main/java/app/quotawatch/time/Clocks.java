package app.quotawatch.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/*
 * Each call needs both clocks, and reading one costs as much as all else that counting a call does. So the wall's is read once
 * in ten milliseconds, and in between is as far ahead of that reading as the ticker is: no more wrong than a clock that is set
 * ten milliseconds later. A thread that is stopped between its two readings would see a clock that was set, so what took long is
 * read again.
 */
/** The wall's clock and a ticker, read as one. Thread-safe. */
public final class Clocks {

    /** How long, by the ticker, one reading of the wall's clock serves. */
    public static final long SERVES_NANOS = 10_000_000;

    private static final long PAUSE_NANOS = 100_000;
    private static final int MAX_TRIES = 10;

    private final InstantSource clock;
    private final LongSupplier ticker;
    private volatile Moment last;

    /**
     * Joins two clocks.
     *
     * @param clock the time of day
     * @param ticker nanoseconds that never go back, as of {@link System#nanoTime()}
     */
    public Clocks(InstantSource clock, LongSupplier ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Returns the clocks of this machine. */
    public static Clocks system() {
        return new Clocks(InstantSource.system(), new Ticker());
    }

    /** Returns what the ticker says, for a distance to a later {@link #now()}. */
    public long nanos() {
        return ticker.getAsLong();
    }

    /** Returns the present. */
    public Moment now() {
        long nanos = ticker.getAsLong();
        Moment known = last;
        if (known != null) {
            long since = nanos - known.nanos();
            if (since >= 0 && since < SERVES_NANOS) {
                return new Moment(known.after(since), nanos);
            }
        }
        Moment now = read(nanos);
        last = now;
        return now;
    }

    private Moment read(long nanos) {
        long before = nanos;
        Moment best = null;
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < MAX_TRIES && shortest > PAUSE_NANOS; i++) {
            Instant wall = clock.instant();
            long after = ticker.getAsLong();
            if (after - before < shortest) {
                shortest = after - before;
                best = new Moment(wall, after);
            }
            before = after;
        }
        return best;
    }

    @Override
    public String toString() {
        return "Clocks[" + now() + "]";
    }
}
