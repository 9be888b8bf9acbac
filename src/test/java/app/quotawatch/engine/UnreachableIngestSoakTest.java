package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;

/** An ingest that is never there costs the buffer's worth of memory and no more. */
class UnreachableIngestSoakTest {

    private static final int CALLS = 100_000;
    private static final int BUFFER = 500;

    /* 100,000 events that were all kept would take more than 40 MB. */
    private static final long MOST_BYTES = 10_000_000;

    @Test
    void hundredThousandCalls_leaveNoMoreThanTheBuffer_andAreAllCounted() {
        QuotaWatch quotaWatch = Loaders.in(Loaders.ofApplication(),
                () -> QuotaWatch.init(QuotaWatchConfig.builder("qw_live_SECRET")
                        .ingestUrl(IngestDouble.nobody()).bufferSize(BUFFER).flushInterval(Duration.ofMillis(10))
                        .deliveryTimeout(Duration.ofMillis(500))
                        .build()));
        try {
            quotaWatch.record(call(0));
            quotaWatch.flush();
            long before = usedAfterGc();
            for (int i = 1; i < CALLS; i++) {
                quotaWatch.record(call(i));
            }
            DeliveryStats stats = Accounts.assertAddsUp(quotaWatch.deliveryStats());
            assertThat(stats.recorded()).isEqualTo(CALLS);
            assertThat(stats.delivered()).isZero();
            assertThat(stats.buffered()).isLessThanOrEqualTo(BUFFER);
            assertThat(stats.inFlight()).isLessThanOrEqualTo(500);
            assertThat(stats.dropped(DropReason.OVERFLOW))
                    .isEqualTo(CALLS - stats.buffered() - stats.inFlight());
            await().untilAsserted(() -> assertThat(usedAfterGc() - before).isLessThan(MOST_BYTES));
        } finally {
            quotaWatch.close();
        }
        DeliveryStats stats = Accounts.assertAddsUp(quotaWatch.deliveryStats());
        assertThat(stats.droppedInTotal()).isEqualTo(CALLS);
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
