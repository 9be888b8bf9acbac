package app.quotawatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.sun.management.UnixOperatingSystemMXBean;

import app.quotawatch.ApiCall;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.OurThreads;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.Faults;
import app.quotawatch.testing.faults.FaultyServer;

/** However often a delivery fails, and however often QuotaWatch starts and stops, no descriptor, thread or memory is left behind. */
class LeakSoakTest {

    private static final int SOME = 50;
    private static final int MANY = 10_000;
    private static final int WARM_UP = 20;

    /* One leaked descriptor an attempt would be many times more than what a test harness opens meanwhile. */
    private static final int DESCRIPTORS = 15;
    private static final int BYTES = 4 * 1024 * 1024;

    @ParameterizedTest
    @MethodSource("app.quotawatch.http.NotHttp#all")
    void failedAttempts_leaveNothing(NotHttp response) {
        attempts(response, SOME);
    }

    @ParameterizedTest
    @MethodSource("app.quotawatch.http.NotHttp#all")
    @Tag("soak")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void tenThousandFailedAttempts_leaveNothing(NotHttp response) {
        attempts(response, MANY);
    }

    private static void attempts(NotHttp response, int count) {
        Fault fault = Faults.respondAndHold(response.bytes());
        try (FaultyServer server = FaultyServer.start(fault, request -> {})) {
            HttpSender sender = Posts.sender(server.url());
            leavesNothing(count, () -> fails(sender), server);
            assertThat(server.connections()).isGreaterThanOrEqualTo(count);
        }
    }

    private static void fails(HttpSender sender) {
        try {
            sender.post(UUID.randomUUID(), Posts.BODY, Posts.FOREVER);
            throw new AssertionError("delivered");
        } catch (IOException expected) {
            // as it should
        }
    }

    @Test
    void startsAndStops_leaveNothing() {
        startsAndStops(SOME);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void tenThousandStartsAndStops_leaveNothing() {
        startsAndStops(MANY);
    }

    private static void startsAndStops(int count) {
        try (FaultyServer server = FaultyServer.start(Faults.none(), request -> {})) {
            leavesNothing(count, () -> startDeliverStop(server), server);
            assertThat(server.requests()).isEqualTo(count + WARM_UP);
            await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
        }
    }

    private static void startDeliverStop(FaultyServer server) {
        RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder("qw_live_SECRET")
                .ingestUrl(server.url()).build());
        quotaWatch.record(ApiCall.builder("Test").endpoint("/").method("GET").status(200).build());
        quotaWatch.close();
        assertThat(quotaWatch.deliveryStats().delivered()).isEqualTo(1);
    }

    private static void leavesNothing(int count, Runnable attempt, FaultyServer server) {
        for (int i = 0; i < WARM_UP; i++) {
            attempt.run();
        }
        await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        int threads = Thread.activeCount();
        long descriptors = descriptors();
        long bytes = usedAfterGc();
        for (int i = 0; i < count; i++) {
            attempt.run();
        }
        await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        await().untilAsserted(() -> {
            assertThat(descriptors()).as("descriptors").isLessThan(descriptors + DESCRIPTORS);
            assertThat(Thread.activeCount()).as("threads").isLessThan(threads + DESCRIPTORS);
            assertThat(usedAfterGc()).as("bytes").isLessThan(bytes + BYTES);
        });
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    private static long usedAfterGc() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
