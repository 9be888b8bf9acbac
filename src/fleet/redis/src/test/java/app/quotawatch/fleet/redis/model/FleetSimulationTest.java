package app.quotawatch.fleet.redis.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.fleet.redis.TestConnections;
import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.tck.fleet.RedisServer;
import redis.clients.jedis.Jedis;

/**
 * Random histories of four replicas, with the real scripts in a real Redis whose clock is set: answers are lost, commands are executed late,
 * the store falls back to an older copy or is emptied, replicas idle over midnights and ends of months. Whenever all have
 * reported, the sums are the truth.
 */
class FleetSimulationTest {

    private static final int REPLICAS = 4;
    private static final String CLOCK = "clock";
    private static final long MINUTE = 60;
    private static final long DAY = 86_400;
    private static final List<Set<Period>> PERIODS = List.of(EnumSet.of(Period.MINUTE, Period.DAY),
            EnumSet.allOf(Period.class),
            EnumSet.of(Period.MINUTE, Period.HOUR, Period.DAY), EnumSet.of(Period.MINUTE, Period.DAY, Period.MONTH));

    /* Copies all keys to names with a prefix, or from there. */
    private static final String COPY = "for _, k in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('COPY', k, ARGV[2] .. k,"
            + " 'REPLACE') end";
    private static final String BACK = "for _, k in ipairs(redis.call('KEYS', 'qw:*')) do redis.call('DEL', k) end"
            + " for _, k in ipairs(redis.call('KEYS', 'copy:*')) do redis.call('COPY', k, string.sub(k, 6)) end";

    private final Map<String, Integer> happened = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void sums_areRight_inThousandHistories() throws IOException {
        simulate(1_000, 40);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void sums_areRight_inTenThousandLongHistories() throws IOException {
        simulate(10_000, 120);
    }

    private void simulate(int histories, int steps) throws IOException {
        try (RedisServer server = RedisServer.start();
                Jedis admin = new Jedis("127.0.0.1", server.port());
                RedisCommands connection = TestConnections.to(server.url())) {
            for (int seed = 1; seed <= histories; seed++) {
                admin.flushAll();
                simulate(seed, steps, admin, connection);
            }
        }
        System.out
                .println("fleet simulation: " + histories + " histories, " + happened + ", " + wrong.size() + " wrong");
        assertThat(wrong).isEmpty();
        assertThat(happened).containsKeys("checks", "lost answers", "late commands", "rollbacks", "emptied stores",
                "midnights",
                "ends of months");
    }

    private void simulate(int seed, int steps, Jedis admin, RedisCommands connection) throws IOException {
        Random random = new Random(seed);
        Set<Period> periods = PERIODS.get(seed % PERIODS.size());
        long end = YearMonth.of(2026, 10).atEndOfMonth().plusDays(1).toEpochSecond(LocalTime.MIN, ZoneOffset.UTC);
        long now = end - random.nextInt((int) (3 * DAY));
        List<SimulatedReplica> replicas = new ArrayList<>();
        for (int i = 0; i < REPLICAS; i++) {
            replicas.add(new SimulatedReplica(now, store("r" + i, connection), periods));
        }
        List<Runnable> late = new ArrayList<>();
        boolean copied = false;
        for (int step = 0; step < steps; step++) {
            long before = now;
            now += elapsed(random);
            admin.set(CLOCK, Long.toString(now));
            count("midnights", now / DAY != before / DAY);
            count("ends of months", monthBegin(now) != monthBegin(before));
            for (SimulatedReplica replica : replicas) {
                replica.use(now, random.nextInt(30), random.nextInt(3_000));
            }
            for (SimulatedReplica replica : replicas) {
                exchange(replica, now, random, late);
            }
            if (random.nextInt(8) == 0) {
                late.forEach(Runnable::run);
                late.clear();
            }
            int event = random.nextInt(20);
            if (event == 0) {
                admin.eval(COPY, List.of(), List.of("qw:*", "copy:"));
                copied = true;
            } else if (event == 1 && copied) {
                admin.eval(BACK, List.of(), List.of());
                count("rollbacks", true);
            } else if (event == 2) {
                admin.eval("for _, k in ipairs(redis.call('KEYS', 'qw:*')) do redis.call('DEL', k) end");
                count("emptied stores", true);
            }
            if (step % 10 == 9) {
                late.clear();
                check(replicas, now, seed, step);
            }
        }
    }

    private static RedisFleetStore store(String replica, RedisCommands connection) {
        FleetSettings settings = new FleetSettings("sim", "production", replica, Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                name -> Optional.empty());
        return new RedisFleetStore(settings, connection,
                script -> script.replace("redis.call('TIME')", "{redis.call('GET', '" + CLOCK + "'), '0'}"));
    }

    private static long elapsed(Random random) {
        int kind = random.nextInt(100);
        if (kind < 70) {
            return 1 + random.nextInt(3);
        }
        if (kind < 88) {
            return 20 + random.nextInt(120);
        }
        return kind < 98 ? 1_800 + random.nextInt(7_200) : 40_000 + random.nextInt(90_000);
    }

    private void exchange(SimulatedReplica replica, long now, Random random, List<Runnable> late) throws IOException {
        int kind = random.nextInt(10);
        if (kind < 5) {
            replica.tick(now);
        } else if (kind < 7) {
            replica.send(replica.report(now));
            count("lost answers", true);
        } else if (kind == 7 && late.size() < 5) {
            FleetReport report = replica.report(now);
            late.add(() -> sendLate(replica, report));
        }
    }

    private void sendLate(SimulatedReplica replica, FleetReport report) {
        try {
            replica.send(report);
            count("late commands", true);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void check(List<SimulatedReplica> replicas, long now, int seed, int step) throws IOException {
        for (int twice = 0; twice < 2; twice++) {
            for (SimulatedReplica replica : replicas) {
                replica.tick(now);
            }
        }
        Map<Period, Amounts> sums = replicas.get(REPLICAS - 1).sums();
        for (Map.Entry<Period, Amounts> sum : sums.entrySet()) {
            count("checks", true);
            Amounts truth = truth(replicas, begin(sum.getKey(), now));
            if (!truth.equals(sum.getValue())) {
                wrong.add("history " + seed + ", step " + step + ": " + sum + ", but it is " + truth);
            }
        }
    }

    private static long begin(Period period, long now) {
        switch (period) {
            case MINUTE :
                return now - MINUTE;
            case HOUR :
                return (now / MINUTE - MINUTE) * MINUTE;
            case DAY :
                return now / DAY * DAY;
            default :
                return monthBegin(now);
        }
    }

    private static long monthBegin(long now) {
        return YearMonth.from(Instant.ofEpochSecond(now).atZone(ZoneOffset.UTC)).atDay(1)
                .toEpochSecond(LocalTime.MIN, ZoneOffset.UTC);
    }

    private static Amounts truth(List<SimulatedReplica> replicas, long since) {
        long requests = 0;
        long tokens = 0;
        for (SimulatedReplica replica : replicas) {
            requests += replica.usedSince(since).requests();
            tokens += replica.usedSince(since).tokens();
        }
        return new Amounts(requests, tokens);
    }

    private void count(String what, boolean condition) {
        if (condition) {
            happened.merge(what, 1, Integer::sum);
        }
    }
}
