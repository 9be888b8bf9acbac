package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchConfigBuilder;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.DeliveryRefused;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.observe.Applications;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.OurThreads;
import app.quotawatch.testing.StubResponse;

/** A running QuotaWatch, from start to close. */
class EngineTest {

    private final IngestDouble ingest = IngestDouble.start();
    private final ClassLoader application = Loaders.ofApplication();
    private Logged logged;

    @BeforeEach
    void listen() {
        logged = Logged.start();
    }

    @AfterEach
    void stop() {
        logged.close();
        ingest.close();
    }

    private QuotaWatchConfigBuilder config() {
        return QuotaWatchConfig.builder("qw_live_SECRET").ingestUrl(ingest.url()).flushInterval(Duration.ofDays(1))
                .api(ApiConfig.builder("x").baseUrl("https://x.example.com").build());
    }

    private RunningQuotaWatch init(QuotaWatchConfigBuilder config) {
        return Loaders.in(application, () -> QuotaWatch.init(config.build()));
    }

    @Test
    void recordedCalls_areDeliveredInTheBackground() {
        try (RunningQuotaWatch quotaWatch = init(config().flushInterval(Duration.ofMillis(20)))) {
            quotaWatch.record(Calls.call(1));
            await().untilAsserted(() -> assertThat(ingest.endpoints()).containsExactly("/1"));
            quotaWatch.record(Calls.call(2));
            await().untilAsserted(() -> assertThat(ingest.endpoints()).containsExactly("/1", "/2"));
            await().untilAsserted(() -> assertThat(quotaWatch.deliveryStats().delivered()).isEqualTo(2));
        }
    }

    @Test
    void halfFullBuffer_isDeliveredWithoutWaitingForTheInterval() {
        try (RunningQuotaWatch quotaWatch = init(config().bufferSize(20))) {
            for (int i = 1; i <= 10; i++) {
                quotaWatch.record(Calls.call(i));
            }
            await().untilAsserted(() -> assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 10)));
        }
    }

    @Test
    void flush_waitsForTheDelivery() {
        try (RunningQuotaWatch quotaWatch = init(config())) {
            quotaWatch.record(Calls.call(1));
            FlushResult result = quotaWatch.flush();

            assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.COMPLETE);
            assertThat(ingest.endpoints()).containsExactly("/1");
        }
    }

    @Test
    void close_deliversTheQueuedEvents_andASecondOneDoesNothing() {
        RunningQuotaWatch quotaWatch = init(config());
        quotaWatch.record(Calls.call(1));
        quotaWatch.close();
        quotaWatch.close();

        assertThat(ingest.endpoints()).containsExactly("/1");
        quotaWatch.record(Calls.call(2));
        assertThat(Accounts.assertAddsUp(quotaWatch.deliveryStats()).dropped(DropReason.CLOSED)).isEqualTo(1);
        assertThat(quotaWatch.flush().outcome()).isEqualTo(FlushResult.Outcome.NOT_SENDING);
    }

    @Test
    void close_thatCannotDeliver_logsHowManyEventsAreLost() {
        ingest.respond(request -> StubResponse.of(503));
        RunningQuotaWatch quotaWatch = init(config().deliveryTimeout(Duration.ofMillis(300)));
        quotaWatch.record(Calls.call(1));
        quotaWatch.record(Calls.call(2));
        quotaWatch.close();

        assertThat(quotaWatch.deliveryStats().dropped(DropReason.SHUTDOWN)).isEqualTo(2);
        assertThat(logged.at(Level.WARNING))
                .anySatisfy(line -> assertThat(line).contains("dropped 2 events at shutdown"));
    }

    @Test
    void rejection_isReportedToListenersOnQuotaWatchsThread() {
        ingest.respond(request -> StubResponse.of(403, "{\"message\":\"3 APIs at most\",\"code\":\"API_LIMIT\"}"));
        Map<QuotaWatchEvent, String> reported = new ConcurrentHashMap<>();
        try (RunningQuotaWatch quotaWatch = init(config())) {
            quotaWatch.onEvent(QuotaWatchEvent.class, event -> reported.put(event, Thread.currentThread().getName()));
            quotaWatch.record(Calls.call(1));
            quotaWatch.flush();
            quotaWatch.flush();
            await().until(() -> !reported.isEmpty());
        }
        assertThat(reported.values()).containsExactly("quotawatch-listener");
        assertThat(reported.keySet()).singleElement().isInstanceOfSatisfying(DeliveryRefused.class, event -> {
            assertThat(event.status()).isEqualTo(403);
            assertThat(event.code()).contains("API_LIMIT");
            assertThat(event.message()).contains("3 APIs at most");
        });
    }

    @Test
    void recordOfNull_isCounted() {
        try (RunningQuotaWatch quotaWatch = init(config())) {
            quotaWatch.record(null);
            assertThat(Accounts.assertAddsUp(quotaWatch.deliveryStats()).dropped(DropReason.INVALID)).isEqualTo(1);
            assertThatNullPointerException().isThrownBy(() -> quotaWatch.flush(null)).withMessage("timeout");
        }
    }

    @Test
    void calls_areObservedFromStartToClose() {
        RunningQuotaWatch quotaWatch = init(config());
        ClientObserver observer = ClientObserver.ofApplication(application);
        assertThat(Applications.of(application).quotaWatch()).containsSame(quotaWatch);
        assertThat(observer.start("GET", URI.create(ingest.url() + "/v1/ingest"))).isNull();
        observer.internalError(new IllegalStateException("a bug"));
        observer.start("GET", URI.create("https://x.example.com/a")).answered(999, null);
        assertThat(quotaWatch.deliveryStats().internalErrors()).isEqualTo(1);
        assertThat(quotaWatch.deliveryStats().dropped(DropReason.INVALID)).isEqualTo(1);

        quotaWatch.close();
        assertThat(Applications.of(application)).isNull();
    }

    @Test
    void localOnly_isLoggedOnceAtStart_andCounts() {
        try (RunningQuotaWatch quotaWatch = init(QuotaWatchConfig.builder(null).ingestUrl(ingest.url()))) {
            quotaWatch.record(Calls.call(1));
            quotaWatch.record(Calls.call(2));
            assertThat(quotaWatch.flush().outcome()).isEqualTo(FlushResult.Outcome.NOT_SENDING);
            assertThat(Accounts.assertAddsUp(quotaWatch.deliveryStats()).keptLocal()).isEqualTo(2);
        }
        assertThat(logged.from(Level.INFO)).singleElement().asString().contains("quotawatch.api-key is not set");
        assertThat(ingest.requests()).isEmpty();
    }

    @Test
    void withAKey_startIsSilent() {
        init(config()).close();

        assertThat(logged.from(Level.INFO)).isEmpty();
    }

    @Test
    void toString_showsTheStateAndNoSecret() {
        try (RunningQuotaWatch quotaWatch = init(config())) {
            assertThat(quotaWatch.toString()).contains("recorded=0").contains("https://x.example.com")
                    .doesNotContain("SECRET");
        }
    }

    @Test
    void ownThreads_areDaemons() {
        try (RunningQuotaWatch quotaWatch = init(config())) {
            quotaWatch.record(Calls.call(1));
            quotaWatch.flush();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("quotawatch"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void close_leavesNoThread() {
        RunningQuotaWatch quotaWatch = init(config().flushInterval(Duration.ofMillis(5)));
        quotaWatch.record(Calls.call(1));
        quotaWatch.flush();
        assertThat(OurThreads.alive()).contains("quotawatch-timer");
        quotaWatch.close();

        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
    }
}
