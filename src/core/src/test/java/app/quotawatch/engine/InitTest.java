package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.OurThreads;

/** {@link QuotaWatch#init} and {@link QuotaWatch#getInstance}. */
class InitTest {

    private final QuotaWatchConfig config = QuotaWatchConfig.builder(null).build();
    private final ClassLoader application = Loaders.ofApplication();
    private final ClassLoader other = Loaders.ofApplication();
    private final List<RunningQuotaWatch> started = new ArrayList<>();

    private RunningQuotaWatch init(ClassLoader loader) {
        RunningQuotaWatch quotaWatch = Loaders.in(loader, () -> QuotaWatch.init(config));
        started.add(quotaWatch);
        return quotaWatch;
    }

    @AfterEach
    void close() {
        started.forEach(RunningQuotaWatch::close);
    }

    @Test
    void secondInit_returnsTheFirstInstance() {
        RunningQuotaWatch first = init(application);

        assertThat(init(application)).isSameAs(first);
        assertThat(Loaders.in(application,
                () -> QuotaWatch.init(QuotaWatchConfig.builder("qw_live_SECRET_too").environment("other").build())))
                .isSameAs(first);
    }

    @Test
    void initAfterClose_startsANewInstance() {
        RunningQuotaWatch first = init(application);
        first.close();
        RunningQuotaWatch second = init(application);

        assertThat(second).isNotSameAs(first);
        second.record(Calls.call(1));
        assertThat(second.deliveryStats().keptLocal()).isEqualTo(1);
        assertThat(first.deliveryStats().recorded()).isZero();
    }

    @Test
    void init_byManyThreads_startsOne() throws Exception {
        int threads = 16;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CountDownLatch all = new CountDownLatch(threads);
        try {
            List<Future<RunningQuotaWatch>> inits = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                inits.add(executor.submit(() -> {
                    all.countDown();
                    all.await();
                    return Loaders.in(application, () -> QuotaWatch.init(config));
                }));
            }
            Set<RunningQuotaWatch> different = new HashSet<>();
            for (Future<RunningQuotaWatch> init : inits) {
                different.add(init.get());
            }
            started.addAll(different);
            assertThat(different).hasSize(1);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void init_withoutConfig_isRejected() {
        assertThatNullPointerException().isThrownBy(() -> QuotaWatch.init(null)).withMessage("config");
    }

    @Test
    void init_ofSeveralApplications_startsOneEach() {
        assertThat(init(application)).isNotSameAs(init(other));
    }

    @Test
    void getInstance_isThatOfTheCallingApplication() {
        RunningQuotaWatch one = init(application);
        RunningQuotaWatch two = init(other);

        assertThat(Loaders.in(application, QuotaWatch::getInstance)).containsSame(one);
        assertThat(Loaders.in(other, QuotaWatch::getInstance)).containsSame(two);
        assertThat(Loaders.in(Loaders.ofApplication(), QuotaWatch::getInstance)).isEmpty();
    }

    @Test
    void getInstance_withNothingRunning_isEmpty() {
        assertThat(Loaders.in(application, QuotaWatch::getInstance)).isEmpty();
        init(application).close();
        assertThat(Loaders.in(application, QuotaWatch::getInstance)).isEmpty();
    }

    @Test
    void getInstance_onAThreadOfNoApplication_isTheOnlyOne() {
        RunningQuotaWatch only = init(application);

        assertThat(Loaders.in(null, QuotaWatch::getInstance)).containsSame(only);
    }

    @Test
    void disabled_isHarmlessAndLeavesNothing() {
        RunningQuotaWatch disabled = Loaders.in(application,
                () -> QuotaWatch.init(QuotaWatchConfig.builder("qw_live_SECRET").enabled(false).build()));
        disabled.record(Calls.call(1));
        disabled.record(null);

        assertThat(disabled.flush().outcome()).isEqualTo(FlushResult.Outcome.NOT_SENDING);
        assertThat(disabled.deliveryStats().recorded()).isZero();
        assertThatNullPointerException().isThrownBy(() -> disabled.flush(null));
        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
        assertThat(Loaders.in(application, QuotaWatch::getInstance)).isEmpty();
        disabled.close();
        disabled.close();
        assertThat(disabled).hasToString("QuotaWatch[disabled]");
    }
}
