package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.DeliveryFailure;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Received;
import app.quotawatch.testing.StubResponse;

/** What a flush returns after each kind of response. */
class FlushOutcomeTest {

    private final IngestDouble ingest = IngestDouble.start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    private static DeliveryFailure failureOf(FlushResult result) {
        return result.failure().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void anySuccess_isComplete(int status) {
        ingest.respondNext(StubResponse.of(status, status == 204 ? "" : "not even json"));
        try (Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            assertThat(subject.flush())
                    .isEqualTo(FlushResult.of(FlushResult.Outcome.COMPLETE, 3, 0, 0, Optional.empty()));
            assertThat(subject.stats().delivered()).isEqualTo(3);
            assertThat(subject.stats().lastSuccess()).contains(Subject.NOW);
            assertThat(subject.stats().lastFailure()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"401, invalid_key,", "403, plan, API_LIMIT", "403, plan, ENVIRONMENT_LIMIT", "404, nothing here,",
            "429, slow down,", "500, oops,", "503, down,", "418, teapot, SHORT_AND_STOUT"})
    void rejection_isIncompleteAndStatesTheReason(int status, String message, String code) {
        ingest.respondNext(StubResponse.of(status, "{\"error\":\"e\",\"message\":\"" + message + "\""
                + (code == null ? "" : ",\"code\":\"" + code + "\"") + "}"));
        try (Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            FlushResult result = subject.flush();

            assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.INCOMPLETE);
            assertThat(result.delivered()).isZero();
            assertThat(result.dropped()).isZero();
            assertThat(result.remaining()).isEqualTo(3);
            assertThat(failureOf(result).status()).hasValue(status);
            assertThat(failureOf(result).message()).isEqualTo("HTTP " + status + ": " + message);
            assertThat(failureOf(result).code()).isEqualTo(Optional.ofNullable(code));
            assertThat(failureOf(result).at()).isEqualTo(Subject.NOW);
            assertThat(subject.stats().lastFailure()).isEqualTo(result.failure());
            assertThat(ingest.requests()).hasSize(1);

            assertThat(subject.flush().delivered()).as("tried again at the next flush").isEqualTo(3);
            assertThat(subject.stats().lastFailure()).as("kept after the success").isEqualTo(result.failure());
        }
    }

    @Test
    void everyStatus_hasItsOutcome() {
        try (Subject subject = Subject.of(ingest.url())) {
            for (int status = 200; status < 600; status++) {
                boolean success = status < 300;
                boolean bad = List.of(400, 413, 422).contains(status);
                int present = status;
                ingest.respond(request -> StubResponse.of(present));
                FlushResult result = subject.add(status, status).flush();

                assertThat(result.outcome()).as("status %s", status).isEqualTo(
                        success || bad ? FlushResult.Outcome.COMPLETE : FlushResult.Outcome.INCOMPLETE);
                assertThat(result.delivered()).as("delivered at %s", status).isEqualTo(success ? 1 : 0);
                assertThat(result.dropped()).as("dropped at %s", status).isEqualTo(bad ? 1 : 0);
                if (!success && !bad) {
                    ingest.respond(request -> StubResponse.of(202));
                    assertThat(subject.flush().delivered()).as("kept at %s", status).isEqualTo(1);
                }
            }
            assertThat(subject.stats().dropped(DropReason.REJECTED)).isEqualTo(3);
            assertThat(subject.stats().droppedInTotal()).isEqualTo(3);
        }
    }

    @Test
    void partialSuccess_isIncompleteAndCounted() {
        ingest.respondNext(StubResponse.of(202), StubResponse.of(500));
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(1000)).add(1, 700)) {
            FlushResult result = subject.flush();

            assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.INCOMPLETE);
            assertThat(result.delivered()).isEqualTo(500);
            assertThat(result.remaining()).isEqualTo(200);
            assertThat(subject.stats().inFlight()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void badEvent_isIsolatedAndTheOthersArrive(int status) {
        ingest.respond(request -> request.endpoints().contains("/7")
                ? StubResponse.of(status, "{\"message\":\"event 7\"}")
                : StubResponse.of(202));
        try (Subject subject = Subject.of(ingest.url()).add(1, 20)) {
            FlushResult result = subject.flush();

            assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.COMPLETE);
            assertThat(result.delivered()).isEqualTo(19);
            assertThat(result.dropped()).isEqualTo(1);
            assertThat(result.remaining()).isZero();
            assertThat(failureOf(result).message()).contains("event 7");
            assertThat(subject.stats().dropped(DropReason.REJECTED)).isEqualTo(1);
            assertThat(ingest.requests().size()).as("halving, not one by one").isLessThan(12);
            assertThat(ingest.requests()).last().isNotNull();
            assertThat(ingest.endpoints()).containsAll(Calls.endpoints(1, 20));
        }
    }

    @Test
    void severalBadEvents_areAllIsolated() {
        ingest.respond(request -> request.endpoints().stream().anyMatch(endpoint -> endpoint.endsWith("3"))
                ? StubResponse.of(400)
                : StubResponse.of(202));
        try (Subject subject = Subject.of(ingest.url()).add(1, 30)) {
            FlushResult result = subject.flush();

            assertThat(result.delivered()).isEqualTo(27);
            assertThat(result.dropped()).isEqualTo(3);
            assertThat(subject.stats().dropped(DropReason.REJECTED)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_isNotFollowed(int status) {
        try (IngestDouble elsewhere = IngestDouble.start(); Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            ingest.respondNext(StubResponse.of(status).with("Location", elsewhere.url() + "/v1/ingest"));
            FlushResult result = subject.flush();

            assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.INCOMPLETE);
            assertThat(failureOf(result).status()).hasValue(status);
            assertThat(elsewhere.requests()).as("the key must not go elsewhere").isEmpty();
        }
    }

    @Test
    void retry_isTheSameRequestWithTheSameKey() {
        ingest.respondNext(StubResponse.of(500), StubResponse.of(429));
        try (Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            subject.flush();
            subject.add(4, 5);
            subject.flush();
            subject.flush();

            assertThat(ingest.requests()).hasSize(4);
            assertThat(ingest.requests().subList(0, 3)).extracting(request -> request.header("Idempotency-Key"))
                    .containsOnly(ingest.requests().get(0).header("Idempotency-Key"));
            assertThat(ingest.requests().subList(0, 3)).extracting(Received::body)
                    .containsOnly(ingest.requests().get(0).body());
            assertThat(ingest.requests().get(3).header("Idempotency-Key"))
                    .isNotEqualTo(ingest.requests().get(0).header("Idempotency-Key"));
        }
    }

    @Test
    void longestPossibleTimeout_isATimeoutLikeAnyOther() {
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            assertThat(subject.delivery().flush(ChronoUnit.FOREVER.getDuration()).delivered()).isEqualTo(1);
        }
    }

    @Test
    void mostNegativeTimeout_isATimeoutLikeAnyOther() {
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            assertThat(subject.delivery().flush(Duration.ofSeconds(Long.MIN_VALUE)).remaining()).isEqualTo(1);
        }
    }

    @Test
    void zeroTimeout_deliversNothingAndLosesNothing() {
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            assertThat(subject.delivery().flush(Duration.ZERO).outcome()).isEqualTo(FlushResult.Outcome.TIMED_OUT);
            assertThat(subject.delivery().flush(Duration.ofSeconds(-1)).remaining()).isEqualTo(1);
            assertThat(ingest.requests()).isEmpty();
            subject.stats();
            subject.flush();
            assertThat(subject.stats().delivered()).isEqualTo(1);
        }
    }

    @Test
    void interruptedCaller_timesOutAndStaysInterrupted() {
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            Thread.currentThread().interrupt();
            FlushResult result = subject.flush();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(result.outcome()).isNotEqualTo(FlushResult.Outcome.COMPLETE);
            assertThat(subject.flush().delivered()).isEqualTo(1);
        }
    }
}
