package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.Logged;

/** How listeners are notified when there are more events than they can handle. */
class EventsTest {

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Engine engine = Engine.ofContainer(QuotaWatchConfig.builder("")
            .flushInterval(Duration.ofDays(1))
            .api(ApiConfig.builder("x").baseUrl("https://x.example.com").build())
            .build());
    private Logged logged;

    @BeforeEach
    void start() {
        logged = Logged.start();
        engine.start(Loaders.ofApplication(), new OwnScheduler());
    }

    @AfterEach
    void stop() {
        engine.shutDown();
        logged.close();
    }

    private void fail(int from, int to) {
        for (int i = from; i <= to; i++) {
            engine.recordFailure(
                    CallFailed.of("x", "/" + i, "GET", Instant.now(), Optional.empty(), FailureKind.UNKNOWN));
        }
    }

    private static List<String> endpoints(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "/" + i).toList();
    }

    @Test
    void events_areReportedInOrder() {
        engine.onEvent(CallFailed.class, failure -> received.add(failure.endpoint()));
        fail(1, 500);

        await().untilAsserted(() -> assertThat(received).hasSize(500));
        assertThat(received).isEqualTo(endpoints(1, 500));
        assertThat(engine.deliveryStats().failedCalls()).isEqualTo(500);
    }

    @Test
    void slowListener_missesTheNewestEvents_whichIsLogged() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        engine.onEvent(CallFailed.class, failure -> {
            begun.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            received.add(failure.endpoint());
        });
        fail(1, 1);
        begun.await();
        fail(2, 1_500);
        released.countDown();

        await().untilAsserted(() -> assertThat(received).hasSize(1_001));
        assertThat(received).isEqualTo(endpoints(1, 1_001));
        await().untilAsserted(() -> assertThat(logged.at(Level.WARNING))
                .anySatisfy(line -> assertThat(line).contains("499 notifications have been discarded")));
        assertThat(engine.deliveryStats().discardedNotifications()).isEqualTo(499);
        assertThat(engine.deliveryStats().failedCalls()).isEqualTo(1_500);
    }

    @Test
    void eventsThatWaitWhenTheApplicationStops_areReportedFirst() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        engine.onEvent(CallFailed.class, failure -> {
            if (failure.endpoint().equals("/1")) {
                begun.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            received.add(failure.endpoint());
        });
        fail(1, 1);
        begun.await();
        fail(2, 100);
        released.countDown();
        engine.drain();

        assertThat(received).isEqualTo(endpoints(1, 100));
        assertThat(engine.deliveryStats().discardedNotifications()).isZero();
    }
}
