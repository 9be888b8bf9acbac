package app.quotawatch.fleet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.tck.fleet.RedisServer;

/**
 * Four JVMs with the whole library spend three quotas together, while their store hangs, is killed and comes back empty, and one of them is
 * killed and started again. What each knows is compared with what all have really used.
 */
class FourReplicasTest {

    private static final int REPLICAS = 4;
    private static final int APIS = 3;
    private static final int RATE = 50;
    private static final long RUN_MILLIS = 44_000;

    private final long start = System.currentTimeMillis();
    private final long end = start + RUN_MILLIS;
    private final List<RunningReplica> running = new ArrayList<>();

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void replicas_knowWhatAllHaveUsed() throws Exception {
        try (RedisServer redis = RedisServer.start()) {
            for (int i = 0; i < REPLICAS; i++) {
                startReplica(redis);
            }
            at(8_000);
            redis.pause();
            at(11_000);
            redis.resume();
            at(16_000);
            long lostFrom = System.currentTimeMillis();
            redis.kill();
            at(26_000);
            redis.restart();
            long lostUntil = System.currentTimeMillis();
            at(32_000);
            RunningReplica killed = running.remove(REPLICAS - 1);
            killed.kill();
            long mostOfKilled = mostUntil(System.currentTimeMillis());
            at(34_000);
            startReplica(redis);
            at(RUN_MILLIS);

            for (int api = 0; api < APIS; api++) {
                awaitTheEnd(api, new Spending(killed.readings(api), mostOfKilled));
            }
            for (RunningReplica replica : running) {
                replica.leave();
            }
            for (int api = 0; api < APIS; api++) {
                checkReadings(api, new Spending(killed.readings(api), mostOfKilled), lostFrom, lostUntil);
            }
        }
    }

    private void startReplica(RedisServer redis) throws IOException {
        running.add(new RunningReplica(redis.url(), APIS, RATE, end));
    }

    private void at(long millis) {
        while (System.currentTimeMillis() < start + millis) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    /* What a replica can have used of an API. */
    private long mostUntil(long millis) {
        return RATE * (millis - start) / 1_000 + 1;
    }

    private List<Spending> spending(int api) {
        return running.stream().map(replica -> new Spending(replica.readings(api), mostUntil(end))).toList();
    }

    /* When the calls have ended, all know the same, and it is short of no more than what the killed replica had not reported. */
    private void awaitTheEnd(int api, Spending killed) {
        Awaitility.await("API " + api).atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<Spending> spending = spending(api);
            assertThat(spending).noneMatch(each -> each.readings().isEmpty());
            long truth = spending.stream().mapToLong(Spending::used).sum();
            List<Long> known = spending.stream().map(each -> last(each.readings()).fleet()).toList();
            assertThat(known).containsOnly(known.get(0));
            assertThat(known.get(0)).isBetween(truth + killed.reported(last(killed.syncs())),
                    truth + killed.usedAtMost(Long.MAX_VALUE));
        });
    }

    private void checkReadings(int api, Spending killed, long lostFrom, long lostUntil) {
        List<Spending> all = new ArrayList<>(spending(api));
        all.add(killed);
        FleetTruth truth = new FleetTruth(all, lostFrom, lostUntil);
        List<FleetTruth.Judged> judged = all.stream().flatMap(each -> truth.judge(each).stream()).toList();

        LongSummaryStatistics above = judged.stream()
                .mapToLong(each -> each.reading().fleet() - each.least()).summaryStatistics();
        LongSummaryStatistics below = judged.stream()
                .mapToLong(each -> each.most() - each.reading().fleet()).summaryStatistics();
        System.out.println("fleet of four JVMs, API " + api + ": " + judged.size() + " readings, " + above.getMin()
                + " to " + above.getMax() + " above what is known for certain, " + below.getMin() + " to "
                + below.getMax() + " below what all had used");
        assertThat(judged).hasSizeGreaterThan(500);
        assertThat(judged.stream().filter(FleetTruth.Judged::isWrong)).isEmpty();
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }
}
