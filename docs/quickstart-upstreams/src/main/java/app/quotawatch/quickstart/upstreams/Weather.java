package app.quotawatch.quickstart.upstreams;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;

import app.quotawatch.fake.FakeOutcome;

/**
 * An upstream's latencies and failures. Deterministic for a given seed; out of every {@value #ONE_IN} consecutive requests, one
 * fails. Thread-safe.
 */
final class Weather {

    private static final int ONE_IN = 25;

    private final ReentrantLock lock = new ReentrantLock();
    private final Random latencies;
    private final Random failures;
    private final Duration fastest;
    private final Duration typical;
    private int requests;
    private int failing;

    /** Latencies are at least the fastest, and mostly between the fastest and the typical one. */
    Weather(long seed, Duration fastest, Duration typical) {
        this.latencies = new Random(seed);
        this.failures = new Random(seed);
        this.fastest = fastest;
        this.typical = typical;
    }

    Duration latency() {
        lock.lock();
        try {
            double spread = Math.min(4, Math.abs(latencies.nextGaussian()));
            return fastest.plusNanos((long) (spread * typical.minus(fastest).toNanos()));
        } finally {
            lock.unlock();
        }
    }

    FakeOutcome outcome() {
        lock.lock();
        try {
            int place = requests++ % ONE_IN;
            if (place == 0) {
                failing = failures.nextInt(ONE_IN);
            }
            return place == failing ? FakeOutcome.status(500) : FakeOutcome.regular();
        } finally {
            lock.unlock();
        }
    }
}
