package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.LimitWindow;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;

/** An ingest that is down costs no more memory than the buffer, however long it is down. */
class UnreachableIngestSoakTest {

    private static final int BUFFER = 500;

    /* If all were kept, 100,000 events would take more than 40 MB. */
    private static final long MOST_BYTES = 5 * 1024 * 1024;

    @Test
    void hundredThousandCalls_leaveNoMoreThanTheBuffer_andAreAllCounted() {
        makeCalls(100_000);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void tenMillionCalls_leaveNoMoreThanTheBuffer_andAreAllCounted() {
        makeCalls(10_000_000);
    }

    private static void makeCalls(int calls) {
        RunningQuotaWatch quotaWatch = Loaders.in(Loaders.ofApplication(),
                () -> QuotaWatch.init(QuotaWatchConfig.builder("qw_live_SECRET")
                        .ingestUrl(IngestDouble.unreachable()).bufferSize(BUFFER).flushInterval(Duration.ofMillis(10))
                        .deliveryTimeout(Duration.ofMillis(500))
                        .api(ApiConfig.builder("Test").baseUrl("https://api.example.com")
                                .requestsPer(LimitWindow.MINUTE, 1_000)
                                .requestsPer(LimitWindow.DAY, 1_000_000_000).build())
                        .build()));
        try {
            for (int i = 0; i < 2 * BUFFER; i++) {
                quotaWatch.record(call(i));
            }
            quotaWatch.flush();
            long before = usedAfterGc();
            for (int i = 2 * BUFFER; i < calls; i++) {
                quotaWatch.record(call(i));
            }
            DeliveryStats stats = Accounts.assertAddsUp(quotaWatch.deliveryStats());
            assertThat(stats.recorded()).isEqualTo(calls);
            assertThat(stats.delivered()).isZero();
            assertThat(stats.buffered()).isLessThanOrEqualTo(BUFFER);
            assertThat(stats.inFlight()).isLessThanOrEqualTo(500);
            assertThat(stats.dropped(DropReason.OVERFLOW))
                    .isEqualTo(calls - stats.buffered() - stats.inFlight());
            await().untilAsserted(() -> {
                long more = usedAfterGc() - before;
                System.out.printf("%,d calls: %,d bytes more after a collection%n", calls, more);
                assertThat(more).isLessThan(MOST_BYTES);
            });
        } finally {
            quotaWatch.close();
        }
        DeliveryStats stats = Accounts.assertAddsUp(quotaWatch.deliveryStats());
        assertThat(stats.droppedInTotal()).isEqualTo(calls);
        assertThat(stats.dropped(DropReason.SHUTDOWN)).isPositive();
    }

    private static ApiCall call(int number) {
        return ApiCall.builder("Test").endpoint("/" + number).method("GET").status(200)
                .rateLimitHeaders(Map.of("X-RateLimit-Limit", "" + number, "X-RateLimit-Remaining", "" + number))
                .build();
    }

    private static long usedAfterGc() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
