package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.testing.Answer;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;

/** Deliveries that do not wait for the interval. */
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
    void burst_hasTheDeliveryPreparedInTheBackground_andNothingSent() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(160)).add(1, 9)) {
            assertThat(subject.executor.submitted()).as("a few calls are no burst").isZero();
            subject.add(10, 79);
            assertThat(subject.executor.submitted()).isEqualTo(1);

            subject.executor.runSubmitted();
            assertThat(subject.executor.submitted()).isZero();
            assertThat(ingest.requests()).isEmpty();
            assertThat(subject.stats().buffered()).isEqualTo(79);
        }
    }

    @Test
    void bufferThatFillsOn_asksOnce() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(10)).add(1, 1)) {
            subject.executor.runSubmitted();
            subject.add(2, 30);
            assertThat(subject.executor.submitted()).isEqualTo(1);
        }
    }

    @Test
    void bufferThatGetsHalfFullDuringADelivery_isDeliveredRightAfterIt() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(10)).add(1, 1)) {
            ingest.answer(request -> {
                if (ingest.requests().size() == 1) {
                    // what the buffer asks for comes to nothing, since a delivery is under way
                    subject.add(2, 6).executor.runSubmitted();
                }
                return Answer.of(202);
            });
            subject.executor.tick();
            assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 6));
        }
    }

    @Test
    void bufferThatGetsHalfFullDuringAFlushByHand_isDeliveredRightAfterIt() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(10)).add(1, 1)) {
            ingest.answer(request -> {
                if (ingest.requests().size() == 1) {
                    // what the buffer asks for comes to nothing, since a delivery is under way
                    subject.add(2, 6).executor.runSubmitted();
                }
                return Answer.of(202);
            });
            subject.flush();
            subject.executor.runSubmitted();
            assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 6));
        }
    }

    @Test
    void executorThatTakesNoMoreTasks_disturbsNobody() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(10))) {
            subject.executor.reject();
            subject.add(1, 10);
            assertThat(subject.flush().delivered()).isEqualTo(10);
        }
    }

    @Test
    void outage_pilesUpNoTasks_whateverTheBufferSize() {
        ingest.answer(request -> Answer.of(503).with("Retry-After", "120"));
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
