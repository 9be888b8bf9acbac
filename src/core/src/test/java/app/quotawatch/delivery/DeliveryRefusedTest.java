package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.FlushResult;
import app.quotawatch.event.DeliveryRefused;
import app.quotawatch.testing.Answer;
import app.quotawatch.testing.IngestDouble;

/** What listeners are told when the ingest begins to refuse. */
class DeliveryRefusedTest {

    private static final Answer LIMIT = Answer.of(403,
            "{\"error\":\"limit\",\"message\":\"3 APIs at most\",\"code\":\"API_LIMIT\"}");

    private final IngestDouble ingest = IngestDouble.start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void limitOfThePlan_isToldOnce_withCodeAndMessage_andStandsInResultAndStats() {
        ingest.answer(request -> LIMIT);
        try (Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            FlushResult result = subject.flush();
            for (int i = 0; i < 5; i++) {
                subject.time.pass(Duration.ofMinutes(5));
                subject.executor.tick();
            }
            assertThat(ingest.requests()).hasSize(6);
            assertThat(subject.refusals).containsExactly(DeliveryRefused.of(Subject.NOW, 403,
                    Optional.of("API_LIMIT"), "HTTP 403: 3 APIs at most"));
            assertThat(result.failure().orElseThrow().code()).contains("API_LIMIT");
            assertThat(subject.stats().lastFailure().orElseThrow().code()).contains("API_LIMIT");
            assertThat(subject.stats().lastFailure().orElseThrow().status()).hasValue(403);
        }
    }

    @Test
    void wrongKey_isToldWithItsStatus_andNotWithTheKey() {
        ingest.answer(request -> Answer.of(401, "{\"message\":\"no such key " + Subject.KEY + "\"}"));
        try (Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            subject.flush();
            assertThat(subject.refusals).containsExactly(
                    DeliveryRefused.of(Subject.NOW, 401, Optional.empty(), "HTTP 401: no such key ***"));
        }
    }

    @Test
    void refusal_isToldAgain_onlyAfterASuccessOrForAnotherReason() {
        try (Subject subject = Subject.of(ingest.url())) {
            ingest.answerNext(LIMIT, Answer.of(503), LIMIT, Answer.of(401), Answer.of(401), LIMIT, Answer.of(202),
                    LIMIT);
            for (int i = 0; i < 8; i++) {
                subject.add(i, i).flush();
            }
            assertThat(subject.refusals).extracting(DeliveryRefused::status).containsExactly(403, 401, 403, 403);
        }
    }

    @Test
    void otherFailures_areNoRefusals() {
        try (Subject subject = Subject.of(ingest.url())) {
            ingest.answerNext(Answer.of(400), Answer.of(404), Answer.of(429), Answer.of(500));
            for (int i = 0; i < 5; i++) {
                subject.add(i, i).flush();
            }
            assertThat(subject.refusals).isEmpty();
        }
    }
}
