package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import app.quotawatch.testing.ManualTime;

class BackoffTest {

    private static final AttemptResult NO_RESPONSE = AttemptResult.noResponse("refused");

    private final ManualTime time = new ManualTime(Subject.NOW);
    private final Backoff backoff = new Backoff(time);

    private static AttemptResult result(AttemptResult.Verdict verdict, Duration retryAfter) {
        return new AttemptResult(verdict, OptionalInt.of(503), "x", Optional.empty(), Optional.ofNullable(retryAfter));
    }

    private Duration pauseAfter(AttemptResult result) {
        backoff.failed(result);
        return backoff.pause();
    }

    @Test
    void pause_growsByDoublingUpToAMinute() {
        for (int run = 0; run < 200; run++) {
            backoff.succeeded();
            for (long ceiling : new long[]{1, 2, 4, 8, 16, 32, 60, 60, 60}) {
                assertThat(pauseAfter(NO_RESPONSE)).isBetween(Duration.ZERO, Duration.ofSeconds(ceiling));
            }
        }
    }

    @Test
    void pause_isRandom_soThatManyApplicationsDoNotReturnAtOnce() {
        assertThat(IntStream.range(0, 200).mapToObj(i -> {
            backoff.succeeded();
            return pauseAfter(NO_RESPONSE);
        }).distinct().count()).isGreaterThan(100);
    }

    @Test
    void pause_afterManyFailures_isLong() {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 1000; i++) {
            Duration pause = pauseAfter(NO_RESPONSE);
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertThat(longest).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void success_resetsTheBackoff() {
        for (int i = 0; i < 100; i++) {
            backoff.failed(NO_RESPONSE);
        }
        backoff.succeeded();
        assertThat(backoff.pause()).isZero();
        assertThat(pauseAfter(NO_RESPONSE)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void pause_isAtLeastWhatTheIngestAsksFor() {
        assertThat(pauseAfter(result(AttemptResult.Verdict.RETRY, Duration.ofSeconds(90))))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(backoff.requestedPause()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void rejectionOfTheKey_pausesForFiveMinutes() {
        assertThat(pauseAfter(result(AttemptResult.Verdict.FORBIDDEN, null))).isEqualTo(Duration.ofMinutes(5));
        assertThat(backoff.requestedPause()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void backoffOfOurOwn_isNotAPauseThatTheIngestRequested() {
        backoff.failed(result(AttemptResult.Verdict.RETRY, Duration.ofSeconds(90)));
        backoff.failed(NO_RESPONSE);
        assertThat(backoff.requestedPause()).isZero();
    }

    @Test
    void pause_expires() {
        backoff.failed(result(AttemptResult.Verdict.FORBIDDEN, null));
        time.pass(Duration.ofSeconds(299));
        assertThat(backoff.pause()).isEqualTo(Duration.ofSeconds(1));
        time.pass(Duration.ofSeconds(1));
        assertThat(backoff.pause()).isZero();
        time.pass(Duration.ofDays(400));
        assertThat(backoff.pause()).isZero();
    }
}
