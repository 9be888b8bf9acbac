package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.HostileServer;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.OurThreads;

/** Shutdown ends whatever listeners do, and delivers although they do it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ListenersAtShutdownTest {

    private static final int EVENTS = 1_000;

    /* Fewer than the queue holds: the oldest call is looked for at the ingest. */
    private static final int RECORDED = 200;

    private final IngestDouble ingest = IngestDouble.start();
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    /* Events recorded after the end have no listener, so they do not count as discarded notifications. */
    private final CountDownLatch recorded = new CountDownLatch(1);
    private final AtomicInteger notified = new AtomicInteger();
    private Logged logged;
    private RunningQuotaWatch quotaWatch;
    private volatile Thread closer;

    enum Kind {
        BLOCKING, STUBBORN, SLOW, THROWING, CLOSING, INTERRUPTING, INTERRUPTING_THE_CLOSER, RECORDING
    }

    @BeforeEach
    void listen() {
        logged = Logged.start();
    }

    @AfterEach
    void stop() {
        never.countDown();
        logged.close();
        ingest.close();
    }

    private void start(IngestDouble target, Duration timeout) {
        quotaWatch = Loaders.in(Loaders.ofApplication(), () -> QuotaWatch.init(QuotaWatchConfig
                .builder("qw_live_SECRET").ingestUrl(target.url()).flushInterval(Duration.ofDays(1))
                .deliveryTimeout(timeout)
                .api(ApiConfig.builder("x").baseUrl("https://x.example.com").build()).build()));
    }

    private void fail() {
        quotaWatch.recordFailure(
                CallFailed.of("x", "/", "GET", Instant.now(), Optional.empty(), FailureKind.UNKNOWN));
    }

    private Consumer<CallFailed> listener(Kind kind) {
        return event -> {
            begun.countDown();
            notified.incrementAndGet();
            switch (kind) {
                case BLOCKING -> hold(never);
                case STUBBORN -> {
                    while (never.getCount() > 0) {
                        hold(never);
                    }
                }
                case SLOW -> {
                    try {
                        never.await(20, TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                case THROWING -> throw new StackOverflowError("a bug of the listener");
                case CLOSING -> {
                    hold(recorded);
                    quotaWatch.close();
                }
                case INTERRUPTING -> Thread.currentThread().interrupt();
                case INTERRUPTING_THE_CLOSER -> {
                    if (closer != null) {
                        closer.interrupt();
                    }
                }
                case RECORDING -> {
                    if (notified.get() <= RECORDED) {
                        quotaWatch.record(Calls.call(1));
                    }
                    fail();
                }
            }
        };
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_ends_delivers_andCountsWhatWasDiscarded(Kind kind) throws Exception {
        start(ingest, Duration.ofSeconds(2));
        quotaWatch.onEvent(CallFailed.class, listener(kind));
        quotaWatch.record(Calls.call("/mine"));
        for (int i = 0; i < EVENTS; i++) {
            fail();
        }
        recorded.countDown();
        begun.await();
        closer = Thread.currentThread();
        quotaWatch.close();
        closer = null;
        Thread.interrupted();

        assertThat(ingest.endpoints()).contains("/mine");
        never.countDown();
        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
        assertThat(quotaWatch.deliveryStats().inFlight()).isZero();
        Accounts.assertAddsUp(quotaWatch.deliveryStats());
        if (kind != Kind.RECORDING) {
            assertThat(notified.get() + quotaWatch.deliveryStats().discardedNotifications()).isEqualTo(EVENTS);
        }
        assertThat(logged.at(Level.WARNING)).as("one line for each kind").hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void slowListener_isNotifiedAsLongAsThereIsTime_andTheRemainingAreCounted() throws Exception {
        start(ingest, Duration.ofMillis(500));
        quotaWatch.onEvent(CallFailed.class, listener(Kind.SLOW));
        for (int i = 0; i < EVENTS; i++) {
            fail();
        }
        begun.await();
        quotaWatch.close();

        assertThat(notified.get()).isGreaterThan(1);
        assertThat(quotaWatch.deliveryStats().discardedNotifications()).isPositive().isLessThan(EVENTS);
        assertThat(logged.at(Level.WARNING)).singleElement().asString()
                .contains("discarded").contains("notifications at shutdown");
    }

    @Test
    void listenerThatThrows_isOneWarningAMinute() throws Exception {
        start(ingest, Duration.ofSeconds(5));
        quotaWatch.onEvent(CallFailed.class, listener(Kind.THROWING));
        for (int i = 0; i < EVENTS; i++) {
            fail();
        }
        quotaWatch.close();

        assertThat(notified.get()).isEqualTo(EVENTS);
        assertThat(logged.at(Level.WARNING)).singleElement().asString().contains("listener of QuotaWatch threw");
    }

    @Test
    void close_withAHangingIngestAndAStuckListener_ends() throws Exception {
        try (HostileServer hanging = HostileServer.hanging()) {
            quotaWatch = Loaders.in(Loaders.ofApplication(), () -> QuotaWatch.init(QuotaWatchConfig
                    .builder("qw_live_SECRET").ingestUrl(hanging.url()).flushInterval(Duration.ofDays(1))
                    .deliveryTimeout(Duration.ofMillis(500))
                    .api(ApiConfig.builder("x").baseUrl("https://x.example.com").build()).build()));
            quotaWatch.onEvent(CallFailed.class, listener(Kind.STUBBORN));
            quotaWatch.record(Calls.call(1));
            fail();
            begun.await();
            quotaWatch.close();

            assertThat(quotaWatch.deliveryStats().droppedInTotal()).isEqualTo(1);
        }
    }
}
