package app.quotawatch.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * How long the ingest is left alone after a failure: exponential with full jitter, or as long as it asks for. Failures and
 * successes are told by one thread at a time, the one that delivers; any thread may ask.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);
    private static final int MAX_DOUBLINGS = 6;

    private final LongSupplier nanoTime;
    private int failures;
    private volatile long pausedUntil;
    private volatile long unwantedUntil;

    Backoff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        succeeded();
    }

    void failed(Answer answer) {
        long now = nanoTime.getAsLong();
        Duration asked = answer.verdict() == Answer.Verdict.REFUSED
                ? AFTER_REFUSAL
                : answer.retryAfter().orElse(Duration.ZERO);
        long jittered = jittered();
        unwantedUntil = now + asked.toNanos();
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
        unwantedUntil = pausedUntil;
    }

    /** Returns how long the ingest is to be left alone; zero: not at all. */
    Duration pause() {
        return until(pausedUntil);
    }

    /** Returns how much of the pause the ingest asked for itself; a try before that is known to be in vain. */
    Duration unwanted() {
        return until(unwantedUntil);
    }

    private Duration until(long end) {
        return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
    }
}
