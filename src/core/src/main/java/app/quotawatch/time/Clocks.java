package app.quotawatch.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/** The wall clock and a monotonic ticker, read together. Thread-safe. */
public final class Clocks {

    /*
     * Each call needs both clocks, and reading one costs as much as everything else that counting a call does. So the wall clock
     * is read once every ten milliseconds; in between, the time that the ticker has advanced is added to the last reading. The
     * error is at most that of a clock that is adjusted ten milliseconds later. If a thread is paused between its two readings,
     * the wall clock would seem to have been adjusted, so readings that took too long are repeated.
     */

    /** How long one reading of the wall clock is reused, measured by the ticker. */
    public static final long SERVES_NANOS = 10_000_000;

    private static final long PAUSE_NANOS = 100_000;
    private static final int MAX_TRIES = 10;

    private final InstantSource clock;
    private final LongSupplier ticker;
    private volatile @Nullable Moment last;

    /**
     * Joins two clocks.
     *
     * @param clock the time of day
     * @param ticker nanoseconds that never go back, such as {@link System#nanoTime()}
     */
    public Clocks(InstantSource clock, LongSupplier ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Returns the clocks of this machine. */
    public static Clocks system() {
        return new Clocks(InstantSource.system(), new Ticker());
    }

    /** Returns the ticker's reading, to measure the distance to a later {@link #now()}. */
    public long nanos() {
        return ticker.getAsLong();
    }

    /** Returns the current moment. */
    public Moment now() {
        long nanos = ticker.getAsLong();
        Moment known = serving(nanos);
        return known == null ? renew(nanos) : new Moment(known.wallNanosAt(nanos), nanos);
    }

    /** Returns what the wall clock showed, as {@link EpochNanos}, at this reading of {@link #nanos} a moment ago. */
    public long wallNanos(long nanos) {
        Moment known = serving(nanos);
        return known == null ? renew(nanos).wallNanosAt(nanos) : known.wallNanosAt(nanos);
    }

    private @Nullable Moment serving(long nanos) {
        Moment known = last;
        return known != null && nanos - known.nanos() >= 0 && nanos - known.nanos() < SERVES_NANOS ? known : null;
    }

    private Moment renew(long nanos) {
        Moment read = read(nanos);
        last = read;
        return read;
    }

    private Moment read(long nanos) {
        Moment best = Moment.of(clock.instant(), ticker.getAsLong());
        long before = best.nanos();
        long shortest = before - nanos;
        for (int i = 1; i < MAX_TRIES && shortest > PAUSE_NANOS; i++) {
            Instant wall = clock.instant();
            long after = ticker.getAsLong();
            if (after - before < shortest) {
                shortest = after - before;
                best = Moment.of(wall, after);
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
