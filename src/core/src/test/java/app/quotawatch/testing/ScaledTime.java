package app.quotawatch.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A time that runs faster than real time, and an executor that follows it: five minutes need not take five minutes. */
public final class ScaledTime implements LongSupplier {

    private final int factor;
    private final long startNanos = System.nanoTime();
    private final Instant start = Instant.now();

    public ScaledTime(int factor) {
        this.factor = factor;
    }

    /** Returns the time that has passed on this clock. */
    public Duration passed() {
        return Duration.ofNanos((System.nanoTime() - startNanos) * factor);
    }

    /** Returns how long this takes in real time. */
    public Duration real(Duration here) {
        return here.dividedBy(factor);
    }

    @Override
    public long getAsLong() {
        return startNanos + passed().toNanos();
    }

    public Clock clock() {
        InstantSource source = () -> start.plus(passed());
        return source.withZone(ZoneOffset.UTC);
    }

    /** Returns a new executor with one thread, whose delays are in this time. */
    public ScheduledExecutorService executor() {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setDaemon(true);
            return thread;
        }) {
            @Override
            public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
                return super.schedule(command, unit.toNanos(delay) / factor, TimeUnit.NANOSECONDS);
            }

            @Override
            public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay,
                    TimeUnit unit) {
                return super.scheduleWithFixedDelay(command, unit.toNanos(initialDelay) / factor,
                        unit.toNanos(delay) / factor, TimeUnit.NANOSECONDS);
            }
        };
    }
}
