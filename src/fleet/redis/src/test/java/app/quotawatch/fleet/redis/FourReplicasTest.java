package app.quotawatch.fleet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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
    private static final long INTERVAL_MILLIS = 1_000;
    /* How far readings of different JVMs may be apart, on a machine that is busy. */
    private static final long READING_MILLIS = 400;
    private static final long BACK_MILLIS = 2_000;
    private static final long BOUND = (REPLICAS - 1) * RATE * 2 * INTERVAL_MILLIS / 1_000
            + REPLICAS * RATE * READING_MILLIS / 1_000;

    /** By how many calls a replica was wrong, some milliseconds after the start. */
    private record Difference(long millis, long calls) {}

    private final long start = System.currentTimeMillis();
    private final List<long[]> outages = new ArrayList<>();

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void replicas_knowWhatAllHaveUsed() throws Exception {
        long end = start + 44_000;
        try (RedisServer redis = RedisServer.start()) {
            List<RunningReplica> replicas = new ArrayList<>();
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(new RunningReplica(redis.url(), APIS, RATE, end));
            }
            at(8_000);
            outage(redis::pause, 3_000, redis::resume);
            at(16_000);
            outage(redis::kill, 10_000, redis::restart);
            at(32_000);
            RunningReplica killed = replicas.get(REPLICAS - 1);
            killed.kill();
            at(34_000);
            replicas.add(new RunningReplica(redis.url(), APIS, RATE, end));
            for (RunningReplica replica : replicas) {
                replica.await();
            }

            for (int api = 0; api < APIS; api++) {
                List<Difference> errors = errors(replicas, api);
                LongSummaryStatistics range = errors.stream().mapToLong(Difference::calls).summaryStatistics();
                System.out.println("fleet of four JVMs, API " + api + ": " + range.getCount() + " readings, error "
                        + range.getMin() + " to " + range.getMax() + ", bound " + BOUND);
                assertThat(errors).hasSizeGreaterThan(500);
                assertThat(errors.stream().filter(error -> Math.abs(error.calls()) > BOUND)).isEmpty();
                check(api, replicas, killed);
            }
        }
    }

    private void at(long millis) {
        while (System.currentTimeMillis() < start + millis) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void outage(Runnable begin, long millis, Runnable end) {
        long from = System.currentTimeMillis();
        begin.run();
        at(from - start + millis);
        end.run();
        outages.add(new long[]{from, System.currentTimeMillis() + BACK_MILLIS});
    }

    /* Of all readings while the store was there, or had been back for long enough. */
    private List<Difference> errors(List<RunningReplica> replicas, int api) {
        List<Difference> errors = new ArrayList<>();
        for (RunningReplica replica : replicas) {
            for (RunningReplica.Reading reading : replica.readings(api)) {
                boolean isOut = outages.stream()
                        .anyMatch(outage -> outage[0] <= reading.millis() && reading.millis() <= outage[1]);
                if (reading.fleet() >= 0 && !isOut) {
                    long truth = replicas.stream().mapToLong(each -> each.own(api, reading.millis())).sum();
                    errors.add(new Difference(reading.millis() - start, reading.fleet() - truth));
                }
            }
        }
        return errors;
    }

    /* At the end, all know the same, and it is short of no more than what the killed replica had not reported. */
    private static void check(int api, List<RunningReplica> replicas, RunningReplica killed) {
        long truth = replicas.stream().mapToLong(replica -> replica.own(api, Long.MAX_VALUE)).sum();
        List<Long> known = replicas.stream().filter(replica -> replica != killed)
                .map(replica -> last(replica.readings(api)).fleet()).toList();
        System.out.println("fleet of four JVMs, API " + api + ": truth " + truth + ", known " + known);

        assertThat(known).containsOnly(known.get(0));
        long lastInterval = RATE * (INTERVAL_MILLIS + READING_MILLIS) / 1_000;
        assertThat(known.get(0)).isBetween(truth - lastInterval, truth + RATE * READING_MILLIS / 1_000);
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }
}
