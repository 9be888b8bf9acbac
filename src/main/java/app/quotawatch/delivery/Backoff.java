package app.quotawatch.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to leave the ingest alone after a failure: exponential with full jitter, or as long as it asks for. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);
    private static final int MAX_DOUBLINGS = 6;

    private int failures;

    Duration after(Answer answer) {
        if (answer.verdict() == Answer.Verdict.REFUSED) {
            return AFTER_REFUSAL;
        }
        long ceiling = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        Duration jittered = Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling + 1));
        return answer.retryAfter().filter(asked -> asked.compareTo(jittered) > 0).orElse(jittered);
    }

    void reset() {
        failures = 0;
    }
}
