package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.DropReason;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Received;
import app.quotawatch.testing.StubResponse;
import app.quotawatch.testing.faults.Faults;
import app.quotawatch.testing.faults.FaultyServer;
import app.quotawatch.testing.faults.StoredEvents;

/** The ingest learns of each dropped event once, with the batches, in the header {@code QuotaWatch-Dropped}. */
class ReportedDropsTest {

    private static final String HEADER = "QuotaWatch-Dropped";

    private final IngestDouble ingest = IngestDouble.start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    private List<String> reported() {
        return ingest.requests().stream().map(request -> String.valueOf(request.header(HEADER))).toList();
    }

    @Test
    void batch_hasNoSuchHeaderIfNothingWasDropped() {
        try (Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            subject.flush();
            assertThat(reported()).containsExactly("null");
        }
    }

    @Test
    void drops_areReportedWithTheNextBatch_andOnlyWithIt() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(10)).add(1, 25)) {
            subject.delivery().drop(DropReason.INVALID);
            subject.flush();
            subject.add(26, 26).flush();
            subject.add(27, 38).flush();
            assertThat(reported()).containsExactly("overflow=15, invalid=1", "null", "overflow=2");
        }
    }

    @Test
    void failedBatch_reportsTheSameAgain_andLaterDropsWaitForTheNext() {
        ingest.respondNext(StubResponse.of(503), StubResponse.of(500), StubResponse.of(401));
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(10)).add(1, 13)) {
            subject.flush();
            subject.add(14, 27).flush();
            subject.flush();
            subject.flush();
            assertThat(reported()).containsExactly("overflow=3", "overflow=3", "overflow=3", "overflow=3",
                    "overflow=4");
            assertThat(ingest.requests().stream().map(request -> request.header("Idempotency-Key")).distinct())
                    .hasSize(2);
        }
    }

    @Test
    void rejectedBatch_reportedNothing_soItsPartsReportItAgain() {
        ingest.respond(request -> StubResponse.of(request.endpoints().contains("/5") ? 400 : 202));
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(4)).add(1, 6)) {
            subject.flush();
            subject.add(7, 7).flush();
            assertThat(accepted()).containsExactly("overflow=2", "rejected=1", "null");
        }
    }

    private List<String> accepted() {
        return ingest.requests().stream().filter(request -> !request.endpoints().contains("/5"))
                .map(ReportedDropsTest::header).toList();
    }

    private static String header(Received request) {
        return String.valueOf(request.header(HEADER));
    }

    @Test
    void lostResponse_reportsUnderTheSameIdempotencyKey() {
        StoredEvents stored = new StoredEvents();
        try (FaultyServer server = FaultyServer.start(Faults.halfABodyThenReset(), stored);
                Subject subject = Subject.of(Subject.config(server.url()).bufferSize(10)).add(1, 13)) {
            subject.flush();
            subject.add(14, 30).flush();
            server.behave(Faults.none());
            subject.flush();
            assertThat(server.requests()).isGreaterThan(2);
            assertThat(stored.dropped("overflow")).isEqualTo(subject.stats().dropped(DropReason.OVERFLOW))
                    .isEqualTo(10);
        }
    }
}
