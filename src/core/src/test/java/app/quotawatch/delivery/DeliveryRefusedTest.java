package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.FlushResult;
import app.quotawatch.event.DeliveryRefused;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.StubResponse;

/** What listeners are notified of when the ingest begins to reject an application. */
class DeliveryRefusedTest {

    private static final StubResponse LIMIT = StubResponse.of(403,
            "{\"error\":\"limit\",\"message\":\"3 APIs at most\",\"code\":\"API_LIMIT\"}");

    private final IngestDouble ingest = IngestDouble.start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void limitOfThePlan_isReportedOnce_withCodeAndMessage_andIsInResultAndStats() {
        ingest.respond(request -> LIMIT);
        try (Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            FlushResult result = subject.flush();
            for (int i = 0; i < 5; i++) {
                subject.time.pass(Duration.ofMinutes(5));
                subject.executor.tick();
            }
            assertThat(ingest.requests()).hasSize(6);
            assertThat(subject.rejections).containsExactly(DeliveryRefused.of(Subject.NOW, 403,
                    Optional.of("API_LIMIT"), "HTTP 403: 3 APIs at most"));
            assertThat(result.failure().orElseThrow().code()).contains("API_LIMIT");
            assertThat(subject.stats().lastFailure().orElseThrow().code()).contains("API_LIMIT");
            assertThat(subject.stats().lastFailure().orElseThrow().status()).hasValue(403);
        }
    }

    @Test
    void wrongKey_isReportedWithItsStatus_andWithoutTheKey() {
        ingest.respond(request -> StubResponse.of(401, "{\"message\":\"no such key " + Subject.KEY + "\"}"));
        try (Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            subject.flush();
            assertThat(subject.rejections).containsExactly(
                    DeliveryRefused.of(Subject.NOW, 401, Optional.empty(), "HTTP 401: no such key ***"));
        }
    }

    @Test
    void rejection_isReportedAgain_onlyAfterASuccessOrForAnotherReason() {
        try (Subject subject = Subject.of(ingest.url())) {
            ingest.respondNext(LIMIT, StubResponse.of(503), LIMIT, StubResponse.of(401), StubResponse.of(401), LIMIT,
                    StubResponse.of(202),
                    LIMIT);
            for (int i = 0; i < 8; i++) {
                subject.add(i, i).flush();
            }
            assertThat(subject.rejections).extracting(DeliveryRefused::status).containsExactly(403, 401, 403, 403);
        }
    }

    @Test
    void otherFailures_areNotReported() {
        try (Subject subject = Subject.of(ingest.url())) {
            ingest.respondNext(StubResponse.of(400), StubResponse.of(404), StubResponse.of(429), StubResponse.of(500));
            for (int i = 0; i < 5; i++) {
                subject.add(i, i).flush();
            }
            assertThat(subject.rejections).isEmpty();
        }
    }
}
