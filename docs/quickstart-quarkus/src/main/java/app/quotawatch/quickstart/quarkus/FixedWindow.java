package app.quotawatch.quickstart.quarkus;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** A limit as many APIs have it: so many requests, and after some time as many again. */
final class FixedWindow {

    private final ReentrantLock lock = new ReentrantLock();
    private final int limit;
    private final Duration length;
    private Instant resetAt = Instant.EPOCH;
    private int used;

    FixedWindow(int limit, Duration length) {
        this.limit = limit;
        this.length = length;
    }

    State take() {
        lock.lock();
        try {
            Instant now = Instant.now();
            if (!now.isBefore(resetAt)) {
                resetAt = now.plus(length);
                used = 0;
            }
            boolean granted = used < limit;
            used += granted ? 1 : 0;
            return new State(granted, limit, limit - used, resetAt, Duration.between(now, resetAt));
        } finally {
            lock.unlock();
        }
    }

    record State(boolean granted, int limit, int remaining, Instant resetAt, Duration untilReset) {}
}
