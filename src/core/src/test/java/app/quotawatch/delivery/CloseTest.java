package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.HostileServer;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.OurThreads;
import app.quotawatch.testing.StubResponse;

/** The last flush, and the outcome of everything else. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloseTest {

    private final IngestDouble ingest = IngestDouble.start();
    private volatile IngestDouble back;

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void close_deliversTheQueuedEvents() {
        Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(2000)).add(1, 1200);

        assertThat(subject.delivery().close(Subject.FOREVER)).isZero();
        assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 1200));
        assertThat(subject.stats().delivered()).isEqualTo(1200);
    }

    @Test
    void close_countsWhatItCannotDeliver() {
        ingest.respond(request -> StubResponse.of(500));
        Subject subject = Subject.of(ingest.url()).add(1, 5);
        subject.flush();
        subject.add(6, 8);

        assertThat(subject.delivery().close(Subject.SHORT)).isEqualTo(8);
        DeliveryStats stats = subject.stats();
        assertThat(stats.dropped(DropReason.SHUTDOWN)).isEqualTo(8);
        assertThat(stats.buffered()).isZero();
        assertThat(stats.inFlight()).isZero();
    }

    @Test
    void close_retriesAsLongAsThereIsTime() {
        ingest.respondNext(StubResponse.of(503), StubResponse.of(500), StubResponse.of(202), StubResponse.of(408));
        Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(2000)).add(1, 1200);

        assertThat(subject.delivery().close(Subject.FOREVER)).isZero();
        assertThat(subject.stats().delivered()).isEqualTo(1200);
        assertThat(ingest.requests()).hasSize(6);
    }

    @Test
    void close_doesNotWaitForAPendingRetry() {
        ingest.respondNext(StubResponse.of(503).with("Retry-After", "300"));
        Subject subject = Subject.of(ingest.url()).add(1, 5);
        subject.executor.tick();
        assertThat(subject.stats().inFlight()).isEqualTo(5);
        subject.add(6, 8);

        assertThat(subject.delivery().close(Subject.FOREVER)).isZero();
        assertThat(ingest.requests()).hasSize(3);
        assertThat(subject.stats().delivered()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void rejectionAtShutdown_isFinal(int status) {
        ingest.respond(request -> StubResponse.of(status));
        Subject subject = Subject.of(ingest.url()).add(1, 5);

        assertThat(subject.delivery().close(Duration.ofSeconds(200))).isEqualTo(5);
        assertThat(ingest.requests()).hasSize(1);
    }

    @Test
    void retryAfterBeyondTheRemainingTime_isFinal() {
        ingest.respond(request -> StubResponse.of(503).with("Retry-After", "250"));
        Subject subject = Subject.of(ingest.url()).add(1, 5);

        assertThat(subject.delivery().close(Duration.ofSeconds(200))).isEqualTo(5);
        assertThat(ingest.requests()).hasSize(1);
    }

    @Test
    void badEvents_areIsolatedAtShutdownToo() {
        ingest.respond(request -> StubResponse.of(request.endpoints().contains("/7") ? 422 : 202));
        Subject subject = Subject.of(ingest.url()).add(1, 20);

        assertThat(subject.delivery().close(Subject.FOREVER)).isZero();
        assertThat(subject.stats().delivered()).isEqualTo(19);
        assertThat(subject.stats().dropped(DropReason.REJECTED)).isEqualTo(1);
    }

    @Test
    void splittingAtShutdown_endsWithTheTimeout() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        ingest.respond(request -> {
            try {
                // slow enough that 1023 requests exceed the timeout
                never.await(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return StubResponse.of(400);
        });
        Subject subject = Subject.of(ingest.url()).add(1, 500);
        int atShutdown = subject.delivery().close(Subject.SHORT);

        DeliveryStats stats = subject.stats();
        assertThat(atShutdown).isPositive();
        assertThat(stats.dropped(DropReason.SHUTDOWN)).isEqualTo(atShutdown);
        assertThat(stats.dropped(DropReason.SHUTDOWN) + stats.dropped(DropReason.REJECTED)).isEqualTo(500);
    }

    @Test
    void ingestThatRecoversDuringShutdown_receivesTheEvents() {
        int port = ingest.port();
        ingest.close();
        Subject subject = Subject.of(URI.create("http://localhost:" + port)).add(1, 5);
        subject.flush();
        Thread restart = new Thread(() -> {
            await().until(() -> subject.stats().lastFailure().isPresent());
            back = IngestDouble.startOn(port);
        });
        restart.start();
        try {
            assertThat(subject.delivery().close(Duration.ofSeconds(15))).isZero();
            assertThat(back.endpoints()).isEqualTo(Calls.endpoints(1, 5));
        } finally {
            back.close();
        }
    }

    @Test
    void eventsAfterClose_areCountedAndNotSent() {
        Subject subject = Subject.of(ingest.url()).add(1, 1);
        subject.delivery().close(Subject.FOREVER);
        subject.add(2, 4).executor.tick();

        assertThat(subject.stats().dropped(DropReason.CLOSED)).isEqualTo(3);
        assertThat(subject.stats().recorded()).isEqualTo(4);
        assertThat(ingest.endpoints()).containsExactly("/1");
    }

    @Test
    void flushAfterClose_returnsNotSending() {
        Subject subject = Subject.of(ingest.url());
        subject.delivery().close(Subject.FOREVER);

        assertThat(subject.flush().outcome()).isEqualTo(FlushResult.Outcome.NOT_SENDING);
    }

    @Test
    void secondClose_isHarmless() {
        Subject subject = Subject.of(ingest.url()).add(1, 2);
        subject.delivery().close(Subject.FOREVER);

        assertThat(subject.delivery().close(Subject.FOREVER)).isZero();
        assertThat(subject.stats().delivered()).isEqualTo(2);
        assertThat(ingest.requests()).hasSize(1);
    }

    @Test
    void interruptedThread_stillDeliversAndStaysInterrupted() {
        Subject subject = Subject.of(ingest.url()).add(1, 2);
        Thread.currentThread().interrupt();
        int dropped = subject.delivery().close(Subject.FOREVER);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(dropped).isZero();
        assertThat(ingest.endpoints()).containsExactly("/1", "/2");
    }

    @Test
    void hangingIngest_doesNotBlockClose() {
        try (HostileServer hanging = HostileServer.hanging()) {
            Subject subject = Subject.of(hanging.url()).add(1, 2);

            assertThat(subject.delivery().close(Subject.SHORT)).isEqualTo(2);
            assertThat(subject.stats().dropped(DropReason.SHUTDOWN)).isEqualTo(2);
        }
    }

    @Test
    void deliveryThatHangsInTheBackground_doesNotBlockClose() throws Exception {
        try (HostileServer hanging = HostileServer.hanging()) {
            Subject subject = Subject.of(hanging.url()).add(1, 2);
            Thread background = new Thread(subject.executor::tick);
            background.start();
            await().until(() -> hanging.requests() == 1);

            assertThat(subject.delivery().close(Subject.SHORT)).isEqualTo(2);
            background.join();
            assertThat(subject.stats().dropped(DropReason.SHUTDOWN)).isEqualTo(2);
        }
    }

    @Test
    void flushThatWaitsForAHangingOne_isBounded() throws Exception {
        try (HostileServer hanging = HostileServer.hanging()) {
            Subject subject = Subject.of(hanging.url()).add(1, 2);
            Thread background = new Thread(subject.executor::tick);
            background.start();
            await().until(() -> hanging.requests() == 1);

            FlushResult result = subject.delivery().flush(Subject.SHORT);
            assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.TIMED_OUT);
            assertThat(result.remaining()).isEqualTo(2);
            subject.delivery().close(Duration.ZERO);
            background.join();
        }
    }

    @Test
    void recording_doesNotWaitForAHangingIngest() throws Exception {
        try (HostileServer hanging = HostileServer.hanging()) {
            Subject subject = Subject.of(hanging.url()).add(1, 2);
            Thread background = new Thread(subject.executor::tick);
            background.start();
            await().until(() -> hanging.requests() == 1);

            subject.add(3, 10_000);
            assertThat(subject.stats().recorded()).isEqualTo(10_000);
            subject.delivery().close(Duration.ZERO);
            background.join();
        }
    }

    @Test
    void close_leavesNoThread() {
        Subject subject = Subject.of(ingest.url()).add(1, 2);
        subject.delivery().close(Subject.FOREVER);

        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
    }

    @Test
    void executorThatAcceptsNoMoreTasks_doesNotPreventTheLastDelivery() {
        Subject subject = Subject.of(ingest.url()).add(1, 2);
        subject.executor.reject();

        assertThat(subject.delivery().close(Subject.FOREVER)).isZero();
        assertThat(ingest.endpoints()).containsExactly("/1", "/2");
    }
}
