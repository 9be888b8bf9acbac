package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.StubResponse;

/** Neither a flood of log records nor silence. */
class DeliveryLogTest {

    private final IngestDouble ingest = IngestDouble.start();
    private Logged logged;

    @BeforeEach
    void listen() {
        logged = Logged.start();
    }

    @AfterEach
    void stop() {
        logged.close();
        ingest.close();
    }

    @Test
    void outage_isOneWarning_thenFine_thenOneLineOnRecovery() {
        ingest.respondNext(StubResponse.of(500, "{\"message\":\"disk full\"}"), StubResponse.of(500),
                StubResponse.of(502));
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            for (int i = 0; i < 3; i++) {
                subject.flush();
            }
            assertThat(logged.at(Level.WARNING)).singleElement().asString().contains("cannot deliver events")
                    .contains(ingest.url().toString()).contains("HTTP 500: disk full");
            assertThat(logged.at(Level.FINE)).hasSize(2).allMatch(line -> line.contains("failed to deliver"));
            assertThat(logged.from(Level.INFO)).hasSize(1);

            subject.flush();
            subject.add(2, 2).flush();
            assertThat(logged.at(Level.INFO)).singleElement().asString().contains("delivers events again")
                    .contains("3");
            assertThat(logged.from(Level.INFO)).hasSize(2);
        }
    }

    @Test
    void secondOutage_isAWarningAgain() {
        ingest.respondNext(StubResponse.of(500), StubResponse.of(202), StubResponse.of(500), StubResponse.of(202));
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            subject.flush();
            subject.flush();
            subject.time.pass(Duration.ofMinutes(1));
            subject.add(2, 2).flush();
            subject.flush();
            assertThat(logged.at(Level.WARNING)).hasSize(2);
            assertThat(logged.at(Level.INFO)).hasSize(2);
        }
    }

    @Test
    void ingestThatComesAndGoesEachSecond_isOneWarningAndOneRecoveryAMinute() {
        try (Subject subject = Subject.of(ingest.url())) {
            for (int second = 0; second < 120; second++) {
                ingest.respondNext(StubResponse.of(second % 2 == 0 ? 500 : 202));
                subject.add(second, second).flush();
                subject.time.pass(Duration.ofSeconds(1));
            }
        }
        assertThat(logged.at(Level.WARNING)).hasSize(2);
        assertThat(logged.at(Level.INFO)).hasSize(2);
    }

    @Test
    void outageRightAfterAnother_isAWarningIfItLasts() {
        ingest.respondNext(StubResponse.of(500), StubResponse.of(202), StubResponse.of(500), StubResponse.of(500));
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            subject.flush();
            subject.flush();
            subject.add(2, 2).flush();
            assertThat(logged.at(Level.WARNING)).hasSize(1);
            subject.time.pass(Duration.ofMinutes(1));
            subject.flush();
            assertThat(logged.at(Level.WARNING)).hasSize(2);
        }
    }

    @Test
    void failuresOfDifferentCategories_areEachLoggedOnce() {
        ingest.respondNext(StubResponse.of(503), StubResponse.of(403), StubResponse.of(401), StubResponse.of(503),
                StubResponse.of(403),
                StubResponse.of(401));
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            for (int i = 0; i < 6; i++) {
                subject.flush();
            }
        }
        assertThat(logged.at(Level.WARNING)).hasSize(2);
        assertThat(logged.at(Level.SEVERE)).hasSize(1);
    }

    @Test
    void wrongKey_isSevereOnce() {
        ingest.respond(request -> StubResponse.of(401));
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            subject.flush();
            subject.flush();
            assertThat(logged.at(Level.SEVERE)).singleElement().asString().contains("quotawatch.api-key");
            assertThat(logged.from(Level.INFO)).hasSize(1);
        }
    }

    @Test
    void limitOfThePlan_isLoggedWithItsCode() {
        ingest.respond(request -> StubResponse.of(403, "{\"message\":\"3 APIs at most\",\"code\":\"API_LIMIT\"}"));
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            subject.flush();
            assertThat(logged.at(Level.WARNING)).singleElement().asString().contains("3 APIs at most")
                    .contains("API_LIMIT").contains("plan");
        }
    }

    @Test
    void rejectedEvents_areOneWarning() {
        ingest.respond(request -> StubResponse.of(400, "{\"message\":\"no such field\"}"));
        try (Subject subject = Subject.of(ingest.url()).add(1, 4)) {
            subject.flush();
            assertThat(subject.stats().droppedInTotal()).isEqualTo(4);
            assertThat(logged.at(Level.WARNING)).singleElement().asString().contains("dropped an event")
                    .contains("no such field");
            assertThat(logged.at(Level.FINE)).hasSize(3);
        }
    }

    @Test
    void success_isSilent() {
        try (Subject subject = Subject.of(ingest.url()).add(1, 4)) {
            subject.flush();
            subject.executor.tick();
        }
        assertThat(logged.from(Level.FINE)).isEmpty();
    }

    @Test
    void failures_carryNoStackTraces() {
        try (Subject subject = Subject.of(IngestDouble.unreachable()).add(1, 1)) {
            subject.flush();
            subject.flush();
        }
        assertThat(logged.everything()).isNotEmpty().doesNotContain("\tat ");
    }
}
