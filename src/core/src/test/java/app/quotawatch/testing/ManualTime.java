package app.quotawatch.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** A time that the test advances, on the clock and on {@link System#nanoTime()} alike. */
public final class ManualTime implements LongSupplier {

    private final Instant start;
    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);

    public ManualTime(Instant start) {
        this.start = start;
    }

    public void pass(Duration time) {
        passed.accumulateAndGet(time, Duration::plus);
    }

    public Clock clock() {
        InstantSource source = () -> start.plus(passed.get());
        return source.withZone(ZoneOffset.UTC);
    }

    /** Returns nanoseconds from an arbitrary beginning, which need not be positive. */
    @Override
    public long getAsLong() {
        return Long.MAX_VALUE - 1000 + passed.get().toNanos();
    }
}
