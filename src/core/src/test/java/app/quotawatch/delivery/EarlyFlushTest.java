package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.StubResponse;

/** Deliveries before the interval is over. */
class EarlyFlushTest {

    private final IngestDouble ingest = IngestDouble.start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void halfFullBuffer_isDeliveredBeforeTheIntervalIsOver() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(10)).add(1, 4)) {
            subject.executor.runSubmitted();
            assertThat(subject.executor.submitted()).isZero();
            subject.add(5, 5);
            assertThat(subject.executor.submitted()).isEqualTo(1);
            assertThat(ingest.requests()).as("the caller must not send itself").isEmpty();

            subject.executor.runSubmitted();
            assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 5));
        }
    }

    @Test
    void burst_preparesTheDeliveryInTheBackground_andSendsNothing() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(160)).add(1, 9)) {
            assertThat(subject.executor.submitted()).as("a few calls are not a burst").isZero();
            subject.add(10, 79);
            assertThat(subject.executor.submitted()).isEqualTo(1);

            subject.executor.runSubmitted();
            assertThat(subject.executor.submitted()).isZero();
            assertThat(ingest.requests()).isEmpty();
            assertThat(subject.stats().buffered()).isEqualTo(79);
        }
    }

    @Test
    void bufferThatFillsFurther_requestsOneDelivery() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(10)).add(1, 1)) {
            subject.executor.runSubmitted();
            subject.add(2, 30);
            assertThat(subject.executor.submitted()).isEqualTo(1);
        }
    }

    @Test
    void bufferThatBecomesHalfFullDuringADelivery_isDeliveredRightAfterIt() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(10)).add(1, 1)) {
            ingest.respond(request -> {
                if (ingest.requests().size() == 1) {
                    // the request of the buffer is not executed, since a delivery is in progress
                    subject.add(2, 6).executor.runSubmitted();
                }
                return StubResponse.of(202);
            });
            subject.executor.tick();
            assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 6));
        }
    }

    @Test
    void bufferThatBecomesHalfFullDuringAFlushByHand_isDeliveredRightAfterIt() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(10)).add(1, 1)) {
            ingest.respond(request -> {
                if (ingest.requests().size() == 1) {
                    // the request of the buffer is not executed, since a delivery is in progress
                    subject.add(2, 6).executor.runSubmitted();
                }
                return StubResponse.of(202);
            });
            subject.flush();
            subject.executor.runSubmitted();
            assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 6));
        }
    }

    @Test
    void executorThatAcceptsNoMoreTasks_isHarmless() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(10))) {
            subject.executor.reject();
            subject.add(1, 10);
            assertThat(subject.flush().delivered()).isEqualTo(10);
        }
    }

    @Test
    void outage_accumulatesNoTasks_whateverTheBufferSize() {
        ingest.respond(request -> StubResponse.of(503).with("Retry-After", "120"));
        for (int size : new int[]{1, 2, 3, 10}) {
            try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(size)).add(1, 1)) {
                subject.executor.tick();
                for (int round = 0; round < 100; round++) {
                    subject.add(1, 10);
                    subject.executor.runSubmitted();
                }
                assertThat(subject.executor.live()).as("tasks for later, buffer-size %s", size).hasSize(1);
                subject.add(1, 1000);
                assertThat(subject.executor.submitted()).as("tasks for now, buffer-size %s", size).isLessThan(10);
            }
        }
    }
}
