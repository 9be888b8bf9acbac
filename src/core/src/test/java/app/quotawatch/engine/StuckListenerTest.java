package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.event.QuotaRecovered;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.OurThreads;
import app.quotawatch.testing.StubResponse;
import app.quotawatch.time.Scheduler;

/** A listener that never returns keeps nobody else waiting, even where the platform has a single thread. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StuckListenerTest {

    private final IngestDouble ingest = IngestDouble.start();
    private final ScheduledExecutorService oneThread = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final ClassLoader application = Loaders.ofApplication();
    private Engine engine;

    enum Platform {
        OWN, PLATFORM
    }

    @AfterEach
    void stop() {
        never.countDown();
        engine.shutDown();
        oneThread.shutdownNow();
        ingest.close();
    }

    private void start(Platform platform) {
        engine = Engine.ofContainer(QuotaWatchConfig.builder("qw_live_SECRET").ingestUrl(ingest.url())
                .flushInterval(Duration.ofMillis(20)).deliveryTimeout(Duration.ofMillis(500))
                .api(ApiConfig.builder("x").baseUrl("https://x.example.com").build()).build());
        Loaders.in(application, () -> {
            engine.start(application, scheduler(platform));
            return null;
        });
    }

    private Scheduler scheduler(Platform platform) {
        return switch (platform) {
            case OWN -> new OwnScheduler();
            case PLATFORM -> new PlatformScheduler(oneThread, UnaryOperator.identity());
        };
    }

    private void stick() throws InterruptedException {
        engine.onEvent(CallFailed.class, event -> {
            begun.countDown();
            while (true) {
                try {
                    never.await();
                    return;
                } catch (InterruptedException e) {
                    // it does not care
                }
            }
        });
        engine.recordFailure(CallFailed.of("x", "/", "GET", Instant.now(), Optional.empty(), FailureKind.UNKNOWN));
        begun.await();
    }

    @ParameterizedTest
    @EnumSource
    void stuckListener_stopsNeitherDeliveriesNorTheTickNorOtherListeners(Platform platform) throws Exception {
        start(platform);
        List<QuotaWatchEvent> others = new CopyOnWriteArrayList<>();
        stick();
        engine.onEvent(QuotaRecovered.class, others::add);
        engine.record(ApiCall.builder("x").endpoint("/limited").method("GET").status(200)
                .rateLimitHeaders(Map.of("X-RateLimit-Limit", "10", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset",
                        String.valueOf(Instant.now().getEpochSecond() + 2)))
                .build());

        await().untilAsserted(() -> assertThat(ingest.endpoints()).containsExactly("/limited"));
        engine.record(Calls.call(2));
        await().untilAsserted(() -> assertThat(ingest.endpoints()).containsExactly("/limited", "/2"));
        await().untilAsserted(() -> assertThat(others).hasSize(1));
    }

    @ParameterizedTest
    @EnumSource
    void hangingDelivery_keepsNoListenerWaiting(Platform platform) throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        ingest.respond(request -> {
            requested.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return StubResponse.of(202);
        });
        start(platform);
        List<QuotaWatchEvent> received = new CopyOnWriteArrayList<>();
        engine.onEvent(CallFailed.class, received::add);
        engine.record(Calls.call(1));
        requested.await();
        engine.recordFailure(CallFailed.of("x", "/", "GET", Instant.now(), Optional.empty(), FailureKind.UNKNOWN));

        await().untilAsserted(() -> assertThat(received).hasSize(1));
    }

    @ParameterizedTest
    @EnumSource
    void stuckListener_leavesNothingButItsOwnDaemonThread_afterShutdown(Platform platform) throws Exception {
        start(platform);
        stick();
        engine.shutDown();

        await().untilAsserted(() -> assertThat(OurThreads.alive()).containsExactly("quotawatch-listener"));
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("quotawatch-listener"))
                .singleElement().satisfies(thread -> {
                    assertThat(thread.isDaemon()).isTrue();
                    assertThat(thread.getContextClassLoader()).isNull();
                });
        never.countDown();
        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
    }

    @Test
    void listener_runsWithTheClassLoaderOfTheApplication() {
        start(Platform.PLATFORM);
        List<ClassLoader> loaders = new CopyOnWriteArrayList<>();
        engine.onEvent(CallFailed.class, event -> {
            loaders.add(Thread.currentThread().getContextClassLoader());
            Thread.currentThread().setContextClassLoader(null);
        });
        for (int i = 1; i <= 2; i++) {
            int expected = i;
            engine.recordFailure(CallFailed.of("x", "/", "GET", Instant.now(), Optional.empty(), FailureKind.UNKNOWN));
            await().untilAsserted(() -> assertThat(loaders).hasSize(expected));
        }

        assertThat(loaders).containsExactly(application, application);
    }

    @Test
    void engineWithoutEventsAndCalls_hasOneThread() {
        start(Platform.OWN);
        engine.onEvent(CallFailed.class, event -> {});

        assertThat(OurThreads.alive()).containsExactly("quotawatch-timer");
    }
}
