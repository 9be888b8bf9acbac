package app.quotawatch.server.access;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import app.quotawatch.ingest.wire.HttpProblem;

/** Bounds how often an address may present a wrong token: ten times a minute. Thread-safe. */
@Singleton
final class FailedAttempts {

    static final int MAX_FAILURES = 10;
    private static final long PERIOD_MILLIS = TimeUnit.MINUTES.toMillis(1);
    /* With more addresses than these, the ones that failed first are forgotten: guessing 190 random bits stays hopeless. */
    private static final int MAX_ADDRESSES = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Failures> byAddress = new LinkedHashMap<>();
    private final InstantSource clock;

    @Inject
    FailedAttempts() {
        this(InstantSource.system());
    }

    FailedAttempts(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns whether the address has to wait. */
    boolean isBlocked(String address) {
        lock.lock();
        try {
            Failures failures = byAddress.get(address);
            return failures != null && failures.count >= MAX_FAILURES && !isOver(failures);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the problem of an address that has to wait. */
    static HttpProblem problem() {
        return HttpProblem.tooManyRequests("too many wrong tokens; try again in a minute",
                (int) TimeUnit.MILLISECONDS.toSeconds(PERIOD_MILLIS));
    }

    /** Counts a failure. */
    void add(String address) {
        lock.lock();
        try {
            Failures failures = byAddress.get(address);
            if (failures == null || isOver(failures)) {
                byAddress.remove(address);
                if (byAddress.size() >= MAX_ADDRESSES) {
                    byAddress.remove(byAddress.keySet().iterator().next());
                }
                byAddress.put(address, new Failures(clock.millis(), 1));
            } else {
                byAddress.put(address, new Failures(failures.since, failures.count + 1));
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver(Failures failures) {
        long age = clock.millis() - failures.since;
        // a clock that was set back must not block for longer
        return age < 0 || age >= PERIOD_MILLIS;
    }

    private record Failures(long since, int count) {}
}
