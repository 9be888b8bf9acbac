package app.quotawatch.quickstart.upstreams;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An upstream's latencies and failures. Deterministic for a given seed; out of every {@value #ONE_IN} consecutive requests, one
 * fails.
 */
final class Weather {

    private static final int ONE_IN = 25;

    private final ReentrantLock lock = new ReentrantLock();
    private final Random random;
    private final Duration fastest;
    private final Duration typical;
    private int served;
    private int failing;

    /** Latencies are at least the fastest, and mostly between the fastest and the typical one. */
    Weather(long seed, Duration fastest, Duration typical) {
        this.random = new Random(seed);
        this.fastest = fastest;
        this.typical = typical;
    }

    Moment next() {
        lock.lock();
        try {
            int place = served++ % ONE_IN;
            if (place == 0) {
                failing = random.nextInt(ONE_IN);
            }
            double spread = Math.min(4, Math.abs(random.nextGaussian()));
            Duration latency = fastest.plusNanos((long) (spread * typical.minus(fastest).toNanos()));
            return new Moment(latency, place == failing);
        } finally {
            lock.unlock();
        }
    }

    record Moment(Duration latency, boolean failing) {}
}
