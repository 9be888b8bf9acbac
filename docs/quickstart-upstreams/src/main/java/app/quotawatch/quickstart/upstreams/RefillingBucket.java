package app.quotawatch.quickstart.upstreams;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A limit like OpenAI's: used units are refilled steadily, up to the capacity. Not thread-safe. */
final class RefillingBucket {

    private final long capacity;
    private final long nanosPerUnit;
    private final LongSupplier nanoTime;
    /* When the bucket is full again. This is its whole state: what is missing now follows from it. */
    private long fullAt;

    RefillingBucket(long capacity, Duration untilFull, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.nanosPerUnit = untilFull.toNanos() / capacity;
        this.nanoTime = nanoTime;
        this.fullAt = nanoTime.getAsLong();
    }

    boolean has(long units) {
        return remaining() >= units;
    }

    void take(long units) {
        fullAt = nanoTime.getAsLong() + untilFull().toNanos() + units * nanosPerUnit;
    }

    long capacity() {
        return capacity;
    }

    long remaining() {
        return capacity + Math.floorDiv(-untilFull().toNanos(), nanosPerUnit);
    }

    Duration untilFull() {
        return Duration.ofNanos(Math.max(0, fullAt - nanoTime.getAsLong()));
    }

    Duration until(long units) {
        Duration wait = untilFull().minusNanos((capacity - units) * nanosPerUnit);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
