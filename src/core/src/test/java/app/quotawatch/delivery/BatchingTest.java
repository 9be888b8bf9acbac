package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.FlushResult;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.StubResponse;

/** How events are put into requests: in order, each once, at most 500 and at most a megabyte. */
class BatchingTest {

    private final IngestDouble ingest = IngestDouble.start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void moreThan500Events_goInSeveralRequests() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(2000)).add(1, 1201)) {
            FlushResult result = subject.flush();

            assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.COMPLETE);
            assertThat(result.delivered()).isEqualTo(1201);
            assertThat(result.remaining()).isZero();
            assertThat(ingest.requests()).extracting(request -> request.endpoints().size())
                    .containsExactly(500, 500, 201);
            assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 1201));
        }
    }

    @Test
    void moreThanAMegabyte_goesInSeveralRequests() {
        List<String> endpoints = Calls.endpoints(1, 165).stream().map(endpoint -> endpoint + "\u20ac".repeat(2000))
                .toList();
        try (Subject subject = Subject.of(ingest.url())) {
            endpoints.forEach(endpoint -> subject.delivery().add(Calls.call(endpoint)));
            assertThat(subject.flush().delivered()).isEqualTo(165);

            assertThat(ingest.requests()).hasSize(2)
                    .allSatisfy(request -> assertThat(request.bytes().length).isLessThanOrEqualTo(1_000_000));
            assertThat(ingest.endpoints()).isEqualTo(endpoints);
            assertThat(subject.stats().delivered()).isEqualTo(165);
        }
    }

    @Test
    void nothingToSend_sendsNothing() {
        try (Subject subject = Subject.of(ingest.url())) {
            FlushResult result = subject.flush();

            assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.COMPLETE);
            assertThat(result.delivered()).isZero();
            assertThat(result.failure()).isEmpty();
            assertThat(ingest.requests()).isEmpty();
        }
    }

    @Test
    void eventsRecordedDuringAFlush_areTheNextOnes() {
        try (Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            ingest.respond(request -> {
                subject.add(4, 5);
                return StubResponse.of(202);
            });
            FlushResult result = subject.flush();
            assertThat(result.delivered()).isEqualTo(3);
            assertThat(result.remaining()).isEqualTo(2);

            ingest.respond(request -> StubResponse.of(202));
            assertThat(subject.flush().delivered()).isEqualTo(2);
            assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 5));
        }
    }
}
