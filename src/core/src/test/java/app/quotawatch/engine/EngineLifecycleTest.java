package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.InvalidConfigException;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchConfigBuilder;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.observe.Applications;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.ExecutorScheduler;
import app.quotawatch.testing.HostileServer;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.ManualExecutor;
import app.quotawatch.testing.OurThreads;

/** An engine as a container drives it, and what remains of it afterwards. */
class EngineLifecycleTest {

    private final IngestDouble ingest = IngestDouble.start();
    private final ClassLoader application = Loaders.ofApplication();

    @AfterEach
    void stop() {
        ingest.close();
    }

    private QuotaWatchConfigBuilder config(URI url) {
        return QuotaWatchConfig.builder("qw_live_SECRET").ingestUrl(url).flushInterval(Duration.ofDays(1));
    }

    @Test
    void drain_deliversAndStillAcceptsCalls() {
        Engine engine = Engine.ofContainer(config(ingest.url()).build());
        ManualExecutor tasks = new ManualExecutor();
        ExecutorScheduler executor = new ExecutorScheduler(tasks);
        engine.start(application, executor);
        engine.record(Calls.call(1));
        engine.drain();
        assertThat(ingest.endpoints()).containsExactly("/1");
        assertThat(tasks.live()).isEmpty();
        assertThat(Applications.of(application).quotaWatch()).containsSame(engine);

        engine.record(Calls.call(2));
        engine.shutDown();
        assertThat(ingest.endpoints()).containsExactly("/1", "/2");
        assertThat(executor.closed()).isEqualTo(1);
    }

    @Test
    void drainAndClose_moreThanOnceAndInAnyOrder_areHarmless() {
        Engine engine = Engine.ofContainer(config(ingest.url()).build());
        ExecutorScheduler executor = new ExecutorScheduler(new ManualExecutor());
        engine.drain();
        engine.start(application, executor);
        engine.drain();
        engine.drain();
        engine.shutDown();
        engine.drain();
        engine.shutDown();

        assertThat(executor.closed()).isEqualTo(1);
        assertThat(Applications.of(application)).isNull();
    }

    @Test
    void secondStart_releasesItsExecutor() {
        Engine engine = Engine.ofContainer(config(ingest.url()).build());
        ManualExecutor first = new ManualExecutor();
        ManualExecutor second = new ManualExecutor();
        ExecutorScheduler redundant = new ExecutorScheduler(second);
        engine.start(application, new ExecutorScheduler(first));
        engine.start(application, redundant);

        assertThat(redundant.closed()).isEqualTo(1);
        assertThat(second.live()).isEmpty();
        assertThat(first.live()).isNotEmpty();
        engine.shutDown();
    }

    @Test
    void engineThatWasNeverStarted_acceptsCallsAndDeliversThemAtClose() {
        Engine engine = Engine.ofContainer(config(ingest.url()).build());
        engine.record(Calls.call(1));
        engine.shutDown();

        assertThat(ingest.endpoints()).containsExactly("/1");
    }

    @Test
    void shutdown_withAHangingIngest_takesNoLongerThanTheDeliveryTimeoutInTotal() {
        try (HostileServer hanging = HostileServer.hanging()) {
            Engine engine = Engine.ofContainer(config(hanging.url()).deliveryTimeout(Duration.ofSeconds(1)).build());
            engine.start(application, new ExecutorScheduler(new ManualExecutor()));
            engine.record(Calls.call(1));
            engine.drain();
            engine.shutDown();

            assertThat(hanging.requests()).as("the second half has no time left for a request").isEqualTo(1);
            assertThat(engine.deliveryStats().droppedInTotal()).isEqualTo(1);
        }
    }

    @Test
    void close_thatMeetsAnUnexpectedError_stillReleasesEverything() {
        try {
            RunningQuotaWatch quotaWatch = Loaders.in(application,
                    () -> QuotaWatch.init(config(URI.create("http://my_ingest:3001"))
                            .deliveryTimeout(Duration.ofMillis(300)).build()));
            quotaWatch.record(Calls.call(1));
            try {
                quotaWatch.close();
            } catch (RuntimeException e) {
                // only what remains matters here
            }
        } catch (InvalidConfigException refused) {
            // just as good: it never starts
        }
        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
        assertThat(Applications.of(application)).isNull();
    }

    @Test
    void applicationThatHasStopped_canBeCollected() {
        WeakReference<ClassLoader> gone = runAnApplication();

        await().untilAsserted(() -> {
            System.gc();
            assertThat(gone.get()).isNull();
        });
    }

    private WeakReference<ClassLoader> runAnApplication() {
        ClassLoader loader = Loaders.ofApplication();
        Loaders.in(loader, () -> {
            try (RunningQuotaWatch quotaWatch = QuotaWatch.init(config(ingest.url()).build())) {
                quotaWatch.record(Calls.call(1));
                return quotaWatch.flush();
            }
        });
        return new WeakReference<>(loader);
    }
}
