package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.CallListener;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.QuotaRecovered;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.OurThreads;

/** A call listener that blocks on a call of which only the tick knows that it has failed. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingCallListenerTest {

    private final IngestDouble ingest = IngestDouble.start();
    private final ClassLoader application = Loaders.ofApplication();
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<String> notifiedOn = new CopyOnWriteArrayList<>();
    private final Engine engine = Engine.ofContainer(QuotaWatchConfig.builder("qw_live_SECRET").ingestUrl(ingest.url())
            .flushInterval(Duration.ofMillis(20)).deliveryTimeout(Duration.ofMillis(500))
            .api(ApiConfig.builder("x").baseUrl("https://x.example.com").build()).build());

    @AfterEach
    void stop() {
        never.countDown();
        engine.shutDown();
        ingest.close();
    }

    private final class Blocking implements CallListener {

        @Override
        public void onCall(ApiCall call) {
            // only failures
        }

        @Override
        public void onFailure(CallFailed call) {
            notifiedOn.add(Thread.currentThread().getName());
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void abandonACall() {
        ClientObserver.Observation call = engine.observer().start("GET", URI.create("https://x.example.com/lost"));
        call.failWhenAbandoned(new Object());
    }

    @Test
    void abandonedCall_isReportedOnAThreadForListeners_andNobodyWaits() {
        Loaders.in(application, () -> {
            engine.start(application, new OwnScheduler());
            return null;
        });
        engine.onCall(new Blocking());
        List<QuotaRecovered> recovered = new CopyOnWriteArrayList<>();
        engine.onEvent(QuotaRecovered.class, recovered::add);
        abandonACall();
        await().untilAsserted(() -> {
            System.gc();
            assertThat(notifiedOn).containsExactly("quotawatch-listener");
        });
        engine.record(ApiCall.builder("x").endpoint("/limited").method("GET").status(200)
                .rateLimitHeaders(Map.of("X-RateLimit-Limit", "10", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset",
                        String.valueOf(Instant.now().getEpochSecond() + 1)))
                .build());

        await().untilAsserted(() -> assertThat(recovered).as("by the tick").hasSize(1));
        await().untilAsserted(() -> assertThat(ingest.endpoints()).contains("/limited"));
        engine.record(Calls.call("/last"));
        engine.shutDown();
        assertThat(ingest.endpoints()).contains("/last");
        assertThat(engine.deliveryStats().failedCalls()).isEqualTo(1);
        never.countDown();
        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
    }
}
