package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ApiCall;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.ManualExecutor;
import app.quotawatch.testing.StubResponse;

/** Deliveries on the executor. */
class BackgroundTest {

    private final IngestDouble ingest = IngestDouble.start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void tick_deliversTheQueuedEvents() {
        try (Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            subject.executor.tick();
            subject.add(4, 4).executor.tick();
            subject.executor.tick();

            assertThat(ingest.requests()).hasSize(2);
            assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 4));
        }
    }

    @Test
    void schedule_hasTheConfiguredInterval() {
        try (Subject subject = Subject
                .of(Subject.config(ingest.url()).flushInterval(Duration.ofMillis(1500)))) {
            assertThat(subject.executor.live()).singleElement()
                    .satisfies(task -> assertThat(task.getDelay(TimeUnit.MILLISECONDS)).isEqualTo(1500));
        }
    }

    @Test
    void unexpectedException_doesNotEndTheSchedule() {
        AtomicInteger readings = new AtomicInteger();
        Clock brokenAtFirst = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                if (readings.incrementAndGet() == 1) {
                    throw new IllegalStateException("no time today");
                }
                return Subject.NOW;
            }
        };
        try (Logged logged = Logged.start();
                Subject subject = Subject.of(Subject.config(ingest.url()), brokenAtFirst).add(1, 1)) {
            subject.executor.tick();
            assertThat(logged.at(Level.WARNING)).singleElement().asString().contains("unexpected error");

            subject.add(2, 2).executor.tick();
            assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 2));
            assertThat(subject.stats().lastSuccess()).contains(Subject.NOW);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void retryAfter_isRespectedInTheBackground(int status) {
        ingest.respondNext(StubResponse.of(status).with("Retry-After", "120"));
        try (Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            subject.executor.tick();
            subject.executor.tick();
            subject.executor.tick();
            assertThat(ingest.requests()).hasSize(1);
            assertThat(subject.stats().inFlight()).isEqualTo(3);

            assertThat(subject.flush().delivered()).as("a flush by hand is not held back").isEqualTo(3);
            subject.add(4, 4).executor.tick();
            assertThat(ingest.endpoints()).as("after a success nothing is held back").endsWith("/4");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void rejection_isFollowedByOneBatchEveryFiveMinutes(int status) {
        ingest.respond(request -> StubResponse.of(status));
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(2000)).add(1, 1200)) {
            for (int minute = 0; minute < 20; minute++) {
                subject.executor.tick();
                subject.time.pass(Duration.ofSeconds(59));
                subject.executor.tick();
                subject.time.pass(Duration.ofSeconds(1));
            }
            assertThat(ingest.requests()).hasSize(4).extracting(request -> request.header("Idempotency-Key"))
                    .containsOnly(ingest.requests().get(0).header("Idempotency-Key"));

            ingest.respond(request -> StubResponse.of(202));
            subject.executor.tick();
            assertThat(subject.stats().delivered()).isEqualTo(1200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599, 404, 301})
    void failure_isRetriedAfterThePause(int status) {
        ingest.respondNext(StubResponse.of(status), StubResponse.of(status), StubResponse.of(status));
        try (Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            for (int seconds = 1; seconds <= 4; seconds *= 2) {
                subject.executor.tick();
                subject.time.pass(Duration.ofSeconds(seconds));
            }
            subject.executor.tick();

            assertThat(ingest.requests()).hasSize(4).extracting(request -> request.header("Idempotency-Key"))
                    .containsOnly(ingest.requests().get(0).header("Idempotency-Key"));
            assertThat(subject.stats().delivered()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "120 | 60 | 120", " 120  | 60 | 120", "Thu, 7 May 2026 12:02:00 GMT | 60 | 120",
            "Thursday, 07-May-26 12:02:00 GMT | 60 | 120", "Thu May  7 12:02:00 2026 | 60 | 120", "0 | 0 | 1",
            "299 | 299 | 299", "301 | 300 | 300", "99999999999999999999 | 300 | 300", "999999999 | 200 | 300",
            "Fri, 31 Dec 9999 23:59:59 GMT | 200 | 300",
            "Thu, 7 May 2020 12:02:00 GMT | 0 | 1", "soon | 0 | 1", "-5 | 0 | 1",
            "120, 60 | 0 | 1", "1.5 | 0 | 1", "'' | 0 | 1"})
    void nextAttempt_isMadeWhenTheIngestAllowsIt(String retryAfter, int least, int most) {
        ingest.respondNext(StubResponse.of(503).with("Retry-After", retryAfter));
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            subject.executor.tick();
            if (least > 0) { // without a header the pause is random, and may already be over
                subject.time.pass(Duration.ofSeconds(least).minusMillis(1));
                subject.retryIfDue();
                assertThat(ingest.requests()).hasSize(1);
            }
            subject.time.pass(Duration.ofSeconds(most).plusMillis(1));
            subject.retryIfDue();
            // a random pause that ended immediately is left to the interval
            assertThat(ingest.requests()).hasSizeBetween(least > 0 ? 2 : 1, 2);
        }
    }

    @Test
    void retry_isMadeOnce() {
        ingest.respondNext(StubResponse.of(503).with("Retry-After", "120"));
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            subject.executor.tick();
            subject.time.pass(Duration.ofSeconds(121));
            subject.retryIfDue();
            subject.add(2, 2).retryIfDue();

            assertThat(ingest.requests()).hasSize(2);
            assertThat(ingest.endpoints()).doesNotContain("/2");
        }
    }

    @Test
    void pauseLongerThanTheInterval_isLeftToTheInterval() {
        ingest.respondNext(StubResponse.of(503).with("Retry-After", "120"));
        try (Subject subject = Subject
                .of(Subject.config(ingest.url()).flushInterval(Duration.ofSeconds(5))).add(1, 1)) {
            subject.executor.tick();
            subject.time.pass(Duration.ofSeconds(121));
            subject.retryIfDue();
            assertThat(ingest.requests()).hasSize(1);
        }
    }

    @Test
    void close_leavesNoTaskWithThePlatform_notEvenDuringAPause() {
        ingest.respond(request -> StubResponse.of(503).with("Retry-After", "120"));
        ManualExecutor executor;
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            executor = subject.executor;
            executor.tick();
            assertThat(executor.live()).hasSize(1);
        }
        assertThat(executor.live()).isEmpty();
    }

    @Test
    void callThatCannotBeWritten_doesNotAffectTheOthers() {
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            try {
                subject.delivery().add(ApiCall.builder("A").endpoint("/odd").method("GET").status(200)
                        .latency(ChronoUnit.FOREVER.getDuration()).build());
            } catch (IllegalArgumentException rejected) {
                // just as good
            }
            subject.add(2, 2).executor.tick();
            subject.add(3, 3).executor.tick();

            assertThat(ingest.endpoints()).containsSubsequence("/1", "/2", "/3");
            assertThat(subject.stats().inFlight()).isZero();
        }
    }
}
