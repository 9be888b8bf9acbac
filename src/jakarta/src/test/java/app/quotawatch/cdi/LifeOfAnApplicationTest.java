package app.quotawatch.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.DeliveryRefused;
import app.quotawatch.observe.Applications;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.OurThreads;
import app.quotawatch.testing.StubResponse;

/** QuotaWatch is injected, starts with the application, and flushes a last time when the application stops. */
class LifeOfAnApplicationTest {

    private final IngestDouble ingest = IngestDouble.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        ingest.close();
    }

    private Application start(Class<?>... beans) {
        return Application.start(directory,
                Map.of("api-key", "qw_live_SECRET", "ingest-url", ingest.url(), "flush-interval-seconds",
                        "3600", "apis.x.base-url", "https://x.example.com"),
                beans);
    }

    @ApplicationScoped
    static class Shop {

        @Inject
        QuotaWatch quotaWatch;

        void order(int number) {
            quotaWatch.record(Calls.call(number));
        }
    }

    @Test
    void injectedQuotaWatch_records() {
        try (Application application = start(Shop.class)) {
            application.bean(Shop.class).order(1);

            assertThat(application.quotaWatch().flush().delivered()).isEqualTo(1);
            assertThat(ingest.endpoints()).containsExactly("/1");
        }
    }

    @ApplicationScoped
    static class Operations {

        final List<DeliveryRefused> refusals = new CopyOnWriteArrayList<>();

        List<DeliveryRefused> refusals() {
            return refusals;
        }

        void onRefusal(@ObservesAsync DeliveryRefused refused) {
            refusals.add(refused);
        }
    }

    @Test
    void refusalOfTheIngest_isACdiEvent() {
        ingest.respond(request -> StubResponse.of(401));
        try (Application application = start(Shop.class, Operations.class)) {
            application.bean(Shop.class).order(1);
            application.quotaWatch().flush();

            await().untilAsserted(() -> assertThat(application.bean(Operations.class).refusals()).singleElement()
                    .satisfies(refused -> assertThat(refused.status()).isEqualTo(401)));
        }
    }

    @Test
    void everyInjectionPoint_getsTheSameInstance() {
        try (Application application = start(Shop.class)) {
            application.bean(Shop.class).order(1);

            assertThat(application.quotaWatch()).isSameAs(application.quotaWatch());
            assertThat(application.quotaWatch().deliveryStats().recorded()).isEqualTo(1);
            assertThat(application.in(QuotaWatch::getInstance)).containsSame(application.quotaWatch());
        }
    }

    @Test
    void calls_areObservedFromTheStartEvenIfNoClassUsesTheBean() {
        try (Application application = start()) {
            assertThat(Applications.of(application.loader())).isNotNull();
            assertThat(OurThreads.alive()).contains("quotawatch-timer");
        }
    }

    @Test
    void lastFlush_arrives() {
        try (Application application = start(Shop.class)) {
            application.bean(Shop.class).order(1);
            application.bean(Shop.class).order(2);
            assertThat(ingest.requests()).isEmpty();
        }
        assertThat(ingest.endpoints()).containsExactly("/1", "/2");
    }

    @ApplicationScoped
    static class FromFirstToLast {

        @Inject
        QuotaWatch quotaWatch;

        void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
            assertThat(Applications.of(Applications.currentLoader())).as("observed before the application starts")
                    .isNotNull();
            quotaWatch.record(Calls.call("/start"));
        }

        void beforeDestroyed(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
            quotaWatch.record(Calls.call("/before-destroyed"));
        }

        @PreDestroy
        void preDestroy() {
            quotaWatch.record(Calls.call("/pre-destroy"));
        }
    }

    @Test
    void eventsRecordedWhileTheApplicationStartsAndStops_arrive() {
        start(FromFirstToLast.class).close();

        assertThat(ingest.endpoints()).containsExactly("/start", "/before-destroyed", "/pre-destroy");
        assertThat(ingest.requests()).as("buffered events are sent before beans are destroyed, which may take long")
                .hasSize(2);
    }

    static class AfterTheEnd {

        static QuotaWatch quotaWatch;

        void end(@Observes @Destroyed(ApplicationScoped.class) Object event) {
            quotaWatch.record(Calls.call("/destroyed"));
        }
    }

    @Test
    void stop_leavesNothingBehind() {
        Application application = start(Shop.class);
        QuotaWatch quotaWatch = application.quotaWatch();
        application.bean(Shop.class).order(1);
        application.close();

        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
        assertThat(Applications.of(application.loader())).isNull();
        assertThat(application.in(QuotaWatch::getInstance)).isEmpty();
        quotaWatch.record(Calls.call(2));
        assertThat(quotaWatch.deliveryStats().buffered()).isZero();
    }

    @Test
    void quotaWatchOfAContainer_isClosedByNobodyElse() throws Exception {
        try (Application application = start(Shop.class)) {
            QuotaWatch injected = application.quotaWatch();
            if (injected instanceof AutoCloseable closeable) { // what a framework might try
                closeable.close();
            }
            RunningQuotaWatch asked = application.in(() -> QuotaWatch.init(QuotaWatchConfig.builder(null).build()));
            asked.close();

            assertThat(asked).isSameAs(injected);
            assertThat(Applications.of(application.loader())).isNotNull();
            injected.record(Calls.call(1));
            assertThat(injected.flush().delivered()).isEqualTo(1);
        }
    }

    @Test
    void containerThatAServerKeeps_holdsNoQuotaWatch() {
        Application application = start(Shop.class);
        Extension kept = application.bean(BeanManager.class).getExtension(QuotaWatchExtension.class);
        WeakReference<QuotaWatch> gone = new WeakReference<>(application.quotaWatch());
        application.close();

        await().untilAsserted(() -> {
            System.gc();
            assertThat(gone.get()).isNull();
        });
        assertThat(kept).isNotNull();
    }

    @Test
    void beanOfAStoppingApplication_canStillRecord() {
        Application application = start(AfterTheEnd.class);
        AfterTheEnd.quotaWatch = application.quotaWatch();
        application.close();

        assertThat(AfterTheEnd.quotaWatch.deliveryStats().recorded()).isEqualTo(1);
    }
}
