package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.StubResponse;

/** An application that interrupts the thread which flushes: the ingest is not to blame. */
@Timeout(60)
class InterruptedFlushTest {

    @Test
    void interruptedFlush_isNotAFailureOfTheIngest_andStartsNoPause() throws InterruptedException {
        CountDownLatch requested = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        try (IngestDouble ingest = IngestDouble.start(); Logged logged = Logged.start()) {
            ingest.respond(request -> {
                if (first.getAndSet(false)) {
                    requested.countDown();
                    awaitUninterrupted(hold);
                }
                return StubResponse.of(202);
            });
            RunningQuotaWatch quotaWatch = Loaders.in(Loaders.ofApplication(), () -> QuotaWatch.init(QuotaWatchConfig
                    .builder("qw_live_SECRET").ingestUrl(ingest.url()).flushInterval(Duration.ofDays(1)).bufferSize(4)
                    .build()));
            quotaWatch.record(Calls.call("/first"));
            AtomicReference<FlushResult> result = new AtomicReference<>();
            AtomicBoolean stillInterrupted = new AtomicBoolean();
            Thread flushing = new Thread(() -> {
                result.set(quotaWatch.flush());
                stillInterrupted.set(Thread.interrupted());
            });
            flushing.start();
            requested.await();
            flushing.interrupt();
            flushing.join();

            assertThat(result.get().outcome()).isEqualTo(FlushResult.Outcome.TIMED_OUT);
            assertThat(result.get().remaining()).isEqualTo(1);
            assertThat(stillInterrupted).isTrue();
            assertThat(quotaWatch.deliveryStats().lastFailure()).isEmpty();
            assertThat(logged.from(Level.INFO)).isEmpty();

            // half of the buffer is full: the background delivers at once, unless deliveries pause
            quotaWatch.record(Calls.call("/second"));
            quotaWatch.record(Calls.call("/third"));
            await().untilAsserted(() -> assertThat(quotaWatch.deliveryStats().delivered()).isEqualTo(3));
            hold.countDown();
            quotaWatch.close();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
