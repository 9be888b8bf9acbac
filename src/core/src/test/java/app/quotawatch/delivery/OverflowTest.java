package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.StubResponse;

/** A full buffer drops the oldest event for each new one. */
class OverflowTest {

    private final IngestDouble ingest = IngestDouble.start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void fullBuffer_dropsTheOldest() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(10)).add(1, 25)) {
            DeliveryStats before = subject.stats();
            assertThat(before.recorded()).isEqualTo(25);
            assertThat(before.buffered()).isEqualTo(10);
            assertThat(before.dropped(DropReason.OVERFLOW)).isEqualTo(15);

            subject.flush();
            assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(16, 25));
            assertThat(subject.stats().delivered()).isEqualTo(10);
        }
    }

    @Test
    void buffer_isReusedCompletely() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(7))) {
            for (int from = 1; from <= 50; from += 5) {
                subject.add(from, from + 4).flush();
            }
            assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 50));
            assertThat(subject.stats().droppedInTotal()).isZero();
        }
    }

    @Test
    void bufferOfOne_keepsTheNewest() {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(1)).add(1, 3)) {
            subject.flush();
            assertThat(ingest.endpoints()).containsExactly("/3");
            assertThat(subject.stats().dropped(DropReason.OVERFLOW)).isEqualTo(2);
        }
    }

    @Test
    void eventsInFlight_makeNoRoomInTheBuffer() {
        ingest.respond(request -> StubResponse.of(500));
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(4)).add(1, 4)) {
            subject.flush();
            subject.add(5, 10);
            DeliveryStats stats = subject.stats();
            assertThat(stats.inFlight()).isEqualTo(4);
            assertThat(stats.buffered()).isEqualTo(4);
            assertThat(stats.dropped(DropReason.OVERFLOW)).isEqualTo(2);

            ingest.respond(request -> StubResponse.of(202));
            assertThat(subject.flush().delivered()).isEqualTo(8);
            assertThat(ingest.endpoints()).endsWith("/1", "/2", "/3", "/4", "/7", "/8", "/9", "/10");
        }
    }
}
