package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.ForkedJvm;
import app.quotawatch.testing.IngestDouble;

/** An application that runs out of memory for a while, and goes on. */
class OutOfMemoryTest {

    @RepeatedTest(2)
    void delivery_resumes() {
        run();
    }

    @RepeatedTest(20)
    @Tag("soak")
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void delivery_resumes_eachTime() {
        run();
    }

    private static void run() {
        try (IngestDouble ingest = IngestDouble.start()) {
            String output = ForkedJvm.run(Application.class, List.of("-Xmx32m"), ingest.url().toString());
            assertThat(output).contains("delivered after the shortage");
        }
    }

    /** Records calls before, during and after it has no memory left. */
    static final class Application {

        private static final int CALLS = 100;

        public static void main(String[] arguments) {
            RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder("qw_live_SECRET")
                    .ingestUrl(URI.create(arguments[0])).flushInterval(Duration.ofMillis(10)).build());
            record(quotaWatch);
            awaitDelivery(quotaWatch, 1);
            for (int shortage = 0; shortage < 5; shortage++) {
                exhaust(quotaWatch);
            }
            long before = quotaWatch.deliveryStats().delivered();
            record(quotaWatch);
            awaitDelivery(quotaWatch, before + CALLS);
            System.out.println("delivered after the shortage: " + quotaWatch.deliveryStats());
            quotaWatch.close();
        }

        private static void exhaust(QuotaWatch quotaWatch) {
            List<byte[]> hoard = new ArrayList<>(100_000);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
            int size = 1024 * 1024;
            while (System.nanoTime() < end) {
                try {
                    hoard.add(new byte[size]);
                } catch (OutOfMemoryError full) {
                    size = Math.max(size / 2, 64);
                    recordOne(quotaWatch);
                }
            }
        }

        private static void recordOne(QuotaWatch quotaWatch) {
            try {
                quotaWatch.record(call());
            } catch (OutOfMemoryError ofThisThread) {
                // it is the delivery that is observed here
            }
        }

        private static void record(QuotaWatch quotaWatch) {
            for (int i = 0; i < CALLS; i++) {
                quotaWatch.record(call());
            }
        }

        private static ApiCall call() {
            return ApiCall.builder("Test").endpoint("/").method("GET").status(200).build();
        }

        private static void awaitDelivery(QuotaWatch quotaWatch, long count) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                DeliveryStats stats = Accounts.assertAddsUp(quotaWatch.deliveryStats());
                assertThat(stats.delivered()).as("%s", stats).isGreaterThanOrEqualTo(count);
                assertThat(stats.buffered() + stats.inFlight()).isZero();
            });
        }
    }
}
