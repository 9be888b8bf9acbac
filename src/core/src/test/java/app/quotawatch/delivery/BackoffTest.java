package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import app.quotawatch.testing.ManualTime;

class BackoffTest {

    private static final Answer NO_ANSWER = Answer.noAnswer("refused");

    private final ManualTime time = new ManualTime(Subject.NOW);
    private final Backoff backoff = new Backoff(time);

    private static Answer answer(Answer.Verdict verdict, Duration retryAfter) {
        return new Answer(verdict, OptionalInt.of(503), "x", Optional.empty(), Optional.ofNullable(retryAfter));
    }

    private Duration pauseAfter(Answer answer) {
        backoff.failed(answer);
        return backoff.pause();
    }

    @Test
    void pause_growsByDoublingUpToAMinute() {
        for (int run = 0; run < 200; run++) {
            backoff.succeeded();
            for (long ceiling : new long[]{1, 2, 4, 8, 16, 32, 60, 60, 60}) {
                assertThat(pauseAfter(NO_ANSWER)).isBetween(Duration.ZERO, Duration.ofSeconds(ceiling));
            }
        }
    }

    @Test
    void pause_isRandom_soThatManyApplicationsDoNotComeBackAtOnce() {
        assertThat(IntStream.range(0, 200).mapToObj(i -> {
            backoff.succeeded();
            return pauseAfter(NO_ANSWER);
        }).distinct().count()).isGreaterThan(100);
    }

    @Test
    void pause_afterManyFailures_isLong() {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 1000; i++) {
            Duration pause = pauseAfter(NO_ANSWER);
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertThat(longest).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void success_startsAnew() {
        for (int i = 0; i < 100; i++) {
            backoff.failed(NO_ANSWER);
        }
        backoff.succeeded();
        assertThat(backoff.pause()).isZero();
        assertThat(pauseAfter(NO_ANSWER)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void pause_isAtLeastWhatTheIngestAsksFor() {
        assertThat(pauseAfter(answer(Answer.Verdict.RETRY, Duration.ofSeconds(90)))).isEqualTo(Duration.ofSeconds(90));
        assertThat(backoff.unwanted()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void refusal_pausesForFiveMinutes() {
        assertThat(pauseAfter(answer(Answer.Verdict.REFUSED, null))).isEqualTo(Duration.ofMinutes(5));
        assertThat(backoff.unwanted()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void pauseOfOurOwn_isNotTheIngestsWish() {
        backoff.failed(answer(Answer.Verdict.RETRY, Duration.ofSeconds(90)));
        backoff.failed(NO_ANSWER);
        assertThat(backoff.unwanted()).isZero();
    }

    @Test
    void pause_passesWithTime() {
        backoff.failed(answer(Answer.Verdict.REFUSED, null));
        time.pass(Duration.ofSeconds(299));
        assertThat(backoff.pause()).isEqualTo(Duration.ofSeconds(1));
        time.pass(Duration.ofSeconds(1));
        assertThat(backoff.pause()).isZero();
        time.pass(Duration.ofDays(400));
        assertThat(backoff.pause()).isZero();
    }
}
