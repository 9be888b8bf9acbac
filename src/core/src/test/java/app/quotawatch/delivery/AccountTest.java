package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.ExecutorScheduler;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Received;
import app.quotawatch.testing.StubResponse;

/** Each recorded event is in exactly one place, at every moment. */
class AccountTest {

    private static final int THREADS = 8;
    private static final int CALLS = 20_000;

    @Test
    void account_addsUpAtEveryMoment_whileEightThreadsRecordAndTheIngestMisbehaves() throws Exception {
        AtomicInteger responses = new AtomicInteger();
        ExecutorService recorders = Executors.newFixedThreadPool(THREADS);
        ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
        try (IngestDouble ingest = IngestDouble.start()) {
            ingest.respond(request -> unsteady(request, responses.incrementAndGet()));
            Delivery delivery = Delivery.of(Subject.config(ingest.url()).flushInterval(Duration.ofMillis(5)).build(),
                    Clock.systemUTC(), System::nanoTime, event -> {});
            delivery.start(new ExecutorScheduler(background));
            List<Future<?>> recording = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                recording.add(recorders.submit(() -> record(delivery)));
            }
            int samples = 0;
            while (recording.stream().anyMatch(future -> !future.isDone()) || samples < 100) {
                Accounts.assertAddsUp(delivery.stats(0, 0));
                if (samples++ % 10 == 0) {
                    delivery.flush(Duration.ofSeconds(1));
                }
            }
            for (Future<?> future : recording) {
                future.get();
            }
            ingest.respond(request -> StubResponse.of(202));
            delivery.close(Subject.FOREVER);

            DeliveryStats stats = Accounts.assertAddsUp(delivery.stats(0, 0));
            assertThat(stats.recorded()).isEqualTo(THREADS * (long) CALLS);
            assertThat(stats.delivered()).isPositive();
            assertThat(stats.buffered()).isZero();
            assertThat(stats.inFlight()).isZero();
            assertThat(ingest.mostAtOnce()).as("requests at a time").isEqualTo(1);
        } finally {
            recorders.shutdownNow();
            background.shutdownNow();
        }
    }

    private static void record(Delivery delivery) {
        ApiCall call = Calls.call(1);
        for (int i = 0; i < CALLS; i++) {
            if (i % 1000 == 0) {
                delivery.drop(DropReason.INVALID);
            } else {
                delivery.add(call);
            }
        }
    }

    private static StubResponse unsteady(Received request, int number) {
        if (number % 3 == 0) {
            return StubResponse.of(500);
        }
        return number % 50 == 7 ? StubResponse.of(400) : StubResponse.of(202);
    }

    @Test
    void deliveredEvents_areThoseThatTheIngestAccepted_eachOnce() {
        AtomicInteger responses = new AtomicInteger();
        List<String> accepted = new ArrayList<>();
        try (IngestDouble ingest = IngestDouble.start();
                Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(5000)).add(1, 3000)) {
            ingest.respond(request -> {
                if (responses.incrementAndGet() % 2 == 0) {
                    accepted.addAll(request.endpoints());
                    return StubResponse.of(202);
                }
                return StubResponse.of(503);
            });
            while (subject.stats().delivered() < 3000) {
                subject.flush();
            }
            assertThat(accepted).isEqualTo(Calls.endpoints(1, 3000));
        }
    }

    @Test
    void flushesAtOnce_sendOneRequestAtATime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (IngestDouble ingest = IngestDouble.start(); Subject subject = Subject.of(ingest.url())) {
            List<Future<?>> flushes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int number = i;
                flushes.add(threads.submit(() -> subject.add(number, number).flush()));
            }
            for (Future<?> flush : flushes) {
                flush.get();
            }
            assertThat(ingest.mostAtOnce()).isEqualTo(1);
            assertThat(ingest.endpoints()).hasSize(200).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }
}
