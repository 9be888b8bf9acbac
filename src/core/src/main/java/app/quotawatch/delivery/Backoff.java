package app.quotawatch.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * How long deliveries pause after a failure: exponential with full jitter, or as long as the ingest asks. Failures and successes
 * are recorded by one thread at a time, the one that delivers; any thread may query.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration WHILE_FORBIDDEN = Duration.ofMinutes(5);
    private static final int MAX_DOUBLINGS = 6;

    private final LongSupplier nanoTime;
    private int failures;
    private volatile long pausedUntil;
    private volatile long requestedUntil;

    Backoff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        succeeded();
    }

    void failed(AttemptResult result) {
        long now = nanoTime.getAsLong();
        Duration asked = result.verdict() == AttemptResult.Verdict.FORBIDDEN
                ? WHILE_FORBIDDEN
                : result.retryAfter().orElse(Duration.ZERO);
        long jittered = jittered();
        requestedUntil = now + asked.toNanos();
        pausedUntil = now + Math.max(jittered, asked.toNanos());
    }

    private long jittered() {
        long ceiling = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        return ThreadLocalRandom.current().nextLong(ceiling + 1);
    }

    void succeeded() {
        failures = 0;
        pausedUntil = nanoTime.getAsLong();
        requestedUntil = pausedUntil;
    }

    /** Returns how much longer deliveries pause; zero if they need not. */
    Duration pause() {
        return until(pausedUntil);
    }

    /** Returns how much of the pause the ingest itself asked for; an attempt before its end is known to be futile. */
    Duration requestedPause() {
        return until(requestedUntil);
    }

    private Duration until(long end) {
        return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
    }
}
