package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Answer NO_ANSWER = Answer.noAnswer("refused");

    private static Answer answer(Answer.Verdict verdict, Duration retryAfter) {
        return new Answer(verdict, OptionalInt.of(503), "x", Optional.empty(), Optional.ofNullable(retryAfter));
    }

    @Test
    void pause_growsByDoublingUpToAMinute() {
        for (int run = 0; run < 200; run++) {
            Backoff backoff = new Backoff();
            for (long ceiling : new long[]{1, 2, 4, 8, 16, 32, 60, 60, 60}) {
                assertThat(backoff.after(NO_ANSWER)).isBetween(Duration.ZERO, Duration.ofSeconds(ceiling));
            }
        }
    }

    @Test
    void pause_isRandom_soThatManyApplicationsDoNotComeBackAtOnce() {
        assertThat(IntStream.range(0, 200).mapToObj(i -> new Backoff().after(NO_ANSWER)).distinct()
                .count())
                .isGreaterThan(20);
    }

    @Test
    void pause_afterManyFailures_isLong() {
        Backoff backoff = new Backoff();
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 1000; i++) {
            Duration pause = backoff.after(NO_ANSWER);
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertThat(longest).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void reset_startsAnew() {
        Backoff backoff = new Backoff();
        for (int i = 0; i < 100; i++) {
            backoff.after(NO_ANSWER);
        }
        backoff.reset();
        assertThat(backoff.after(NO_ANSWER)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void pause_isAtLeastWhatTheIngestAsksFor() {
        assertThat(new Backoff().after(answer(Answer.Verdict.RETRY, Duration.ofSeconds(90))))
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void refusal_pausesForFiveMinutes() {
        assertThat(new Backoff().after(answer(Answer.Verdict.REFUSED, null))).isEqualTo(Duration.ofMinutes(5));
    }
}
