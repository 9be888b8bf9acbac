package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.DeliveryStats;
import app.quotawatch.LimitWindow;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;

/** Many threads that make calls as fast as they can: every reading is exact, and thresholds are reported at their calls. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ManyThreadsTest {

    private static final Map<String, String> HEADERS = Map.of("X-RateLimit-Limit", "5000", "X-RateLimit-Remaining",
            "4999", "Date", "Thu, 07 May 2026 12:00:00 GMT", "Content-Type", "application/json");

    private final ClassLoader application = Loaders.ofApplication();

    private RunningQuotaWatch start(IngestDouble ingest, long limit, int bufferSize) {
        return Loaders.in(application, () -> QuotaWatch.init(QuotaWatchConfig.builder("qw_live_x")
                .ingestUrl(ingest.url()).flushInterval(Duration.ofMillis(20)).bufferSize(bufferSize)
                .api(ApiConfig.builder("Test").baseUrl("https://api.example.com")
                        .requestsPer(LimitWindow.DAY, limit).tokensPer(LimitWindow.DAY, 1_000_000_000_000L).build())
                .build()));
    }

    @ParameterizedTest
    @CsvSource({"6, false", "24, false", "6, true", "24, true"})
    void everyReading_addsUp_andIsExactAtItsMoment(int threads, boolean observed) throws InterruptedException {
        makeCalls(threads, 60_000 / threads, observed);
    }

    @ParameterizedTest
    @CsvSource({"6, false", "24, false", "6, true", "24, true"})
    @Tag("soak")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void everyReading_addsUp_forALongTime(int threads, boolean observed) throws InterruptedException {
        makeCalls(threads, 12_000_000 / threads, observed);
    }

    private void makeCalls(int threads, int each, boolean observed) throws InterruptedException {
        long total = (long) threads * each;
        try (IngestDouble ingest = IngestDouble.start(); RunningQuotaWatch quotaWatch = start(ingest, total, 1_000)) {
            List<QuotaThresholdReached> reached = new CopyOnWriteArrayList<>();
            quotaWatch.onEvent(QuotaThresholdReached.class, reached::add);
            AtomicLong begun = new AtomicLong();
            AtomicLong ended = new AtomicLong();
            AtomicInteger heard = new AtomicInteger();
            quotaWatch.onCall(call -> heard.incrementAndGet());
            List<Thread> callers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                Runnable one = observed ? observation() : recording(quotaWatch);
                callers.add(new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        begun.incrementAndGet();
                        one.run();
                        ended.incrementAndGet();
                    }
                }));
            }
            AtomicBoolean over = new AtomicBoolean();
            List<String> wrong = new CopyOnWriteArrayList<>();
            AtomicInteger readings = new AtomicInteger();
            Thread reader = new Thread(() -> {
                while (!over.get()) {
                    read(quotaWatch, begun, ended, wrong);
                    ingest.requests().clear();
                    readings.incrementAndGet();
                }
            });
            reader.start();
            callers.forEach(Thread::start);
            for (Thread caller : callers) {
                caller.join();
            }
            over.set(true);
            reader.join();

            assertThat(wrong).isEmpty();
            assertThat(readings).hasPositiveValue();
            assertThat(used(quotaWatch, "daily")).isEqualTo(total);
            assertThat(used(quotaWatch, "tokens")).isEqualTo(observed ? 0 : 2 * total);
            assertThat(heard).hasValue((int) total);
            quotaWatch.flush();
            DeliveryStats stats = Accounts.assertAddsUp(quotaWatch.deliveryStats());
            assertThat(stats.recorded()).isEqualTo(total);
            assertThat(stats.internalErrors()).isZero();
            await().untilAsserted(
                    () -> assertThat(reached).extracting(event -> event.thresholdPct() + " at " + event.currentCount())
                            .containsExactly("80 at " + at(total, 80), "95 at " + at(total, 95), "100 at " + total));
        }
    }

    private static long at(long total, int percent) {
        return (total * percent + 99) / 100;
    }

    private static Runnable recording(QuotaWatch quotaWatch) {
        ApiCall call = ApiCall.builder("Test").endpoint("/x").method("GET").status(200).tokens(2).build();
        return () -> quotaWatch.record(call);
    }

    private Runnable observation() {
        ClientObserver observer = ClientObserver.ofApplication(application);
        URI url = URI.create("https://api.example.com/x");
        return () -> {
            Object carrier = new Object();
            ClientObserver.Observation call = observer.start("GET", url);
            call.failWhenAbandoned(carrier);
            call.answered(200, HEADERS);
        };
    }

    private static void read(QuotaWatch quotaWatch, AtomicLong begun, AtomicLong ended, List<String> wrong) {
        long least = ended.get();
        DeliveryStats stats = quotaWatch.deliveryStats();
        long most = begun.get();
        long sum = stats.delivered() + stats.droppedInTotal() + stats.buffered() + stats.inFlight()
                + stats.keptLocal();
        if (stats.recorded() != sum || sum < least || sum > most) {
            wrong.add(stats + " are " + sum + ", not between " + least + " and " + most);
        }
        least = ended.get();
        long used = used(quotaWatch, "daily");
        most = begun.get();
        if (used < least || used > most) {
            wrong.add("used " + used + ", not between " + least + " and " + most);
        }
    }

    private static long used(QuotaWatch quotaWatch, String name) {
        return quotaWatch.quota("Test").orElseThrow().windows().stream()
                .filter(window -> window.name().equals(name)).findFirst().orElseThrow().used()
                .orElseThrow();
    }

    @Test
    void eventsOfEachThread_areDeliveredInTheirOrder() throws InterruptedException {
        int threads = 6;
        int each = 5_000;
        try (IngestDouble ingest = IngestDouble.start();
                RunningQuotaWatch quotaWatch = start(ingest, 1_000_000, 100_000)) {
            List<Thread> callers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String prefix = "/" + t + "/";
                callers.add(new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        quotaWatch.record(Calls.call(prefix + i));
                    }
                }));
            }
            callers.forEach(Thread::start);
            for (Thread caller : callers) {
                caller.join();
            }
            quotaWatch.flush(Duration.ofSeconds(30));

            Map<String, Integer> next = new HashMap<>();
            for (String endpoint : ingest.endpoints()) {
                String thread = endpoint.substring(0, 3);
                int number = Integer.parseInt(endpoint.substring(3));
                assertThat(number).as("next of %s", thread).isEqualTo(next.getOrDefault(thread, 0));
                next.put(thread, number + 1);
            }
            assertThat(next).hasSize(threads);
            assertThat(next.values()).containsOnly(each);
        }
    }
}
