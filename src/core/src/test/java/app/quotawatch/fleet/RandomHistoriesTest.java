package app.quotawatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import app.quotawatch.FleetConfig;
import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.testing.MemoryFleetStore;

/**
 * Four replicas over days, with lost answers, commands that are executed late, stores that lose all or go back to an older copy,
 * midnights and idle days: once all have told, the sums are those of the calls that were made.
 */
class RandomHistoriesTest {

    private static final int HISTORIES = 200;
    private static final int STEPS = 120;
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long BEGIN = 1_790_000_000L;
    private static final Set<Period> PERIODS = Set.of(Period.values());

    private long now = BEGIN;
    private MemoryFleetStore store = new MemoryFleetStore(() -> Instant.ofEpochSecond(now));
    private int checks;

    /** A replica with its own truth of what it has used. */
    private final class Replica {

        private final List<long[]> calls = new ArrayList<>();
        private final StoreClock clock = new StoreClock(nanos(), (now + 1234) * SECOND_NANOS);
        private final History history = new History(PERIODS, clock, nanos());
        private final FleetStore connection;

        Replica(String name) {
            connection = store.open(FleetConfig.builder("shop").store(store).build().settings("test", name));
        }

        void use(long requests, long tokens) {
            history.add(nanos(), requests, tokens);
            calls.add(new long[]{now, requests, tokens});
        }

        Amounts usedSince(long second) {
            long requests = 0;
            long tokens = 0;
            for (long[] call : calls) {
                requests += call[0] >= second ? call[1] : 0;
                tokens += call[0] >= second ? call[2] : 0;
            }
            return new Amounts(requests, tokens);
        }

        FleetReport report() {
            return new FleetReport(clock.isKnown() ? clock.second(nanos()) : 0, Duration.ofSeconds(1), false,
                    List.of(history.report("a", nanos())), List.of());
        }

        FleetAnswer send(FleetReport report) {
            try {
                return connection.exchange(report);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        /** @param losing whether the first answer is lost */
        Map<Period, Amounts> exchange(boolean losing) {
            for (int i = 0; i < 4; i++) {
                FleetAnswer answer = send(report());
                if (losing) {
                    return Map.of();
                }
                history.move(clock.answered(answer.storeTime(), nanos(), nanos()));
                FleetAnswer.Api api = answer.apis().get(0);
                if (api.status() == FleetAnswer.Status.COUNTED) {
                    history.counted(api.acked());
                    return api.sums();
                }
                if (api.status() == FleetAnswer.Status.RESYNC) {
                    history.resync();
                }
            }
            throw new AssertionError("not counted");
        }

        private long nanos() {
            return (now - BEGIN) * SECOND_NANOS;
        }
    }

    private record Late(Replica replica, FleetReport report) {}

    @Test
    void sumsOfManyHistories_areThoseOfTheCalls() {
        for (int seed = 1; seed <= HISTORIES; seed++) {
            run(seed);
        }

        assertThat(checks).isEqualTo(HISTORIES * STEPS / 10);
    }

    private void run(int seed) {
        Random random = new Random(seed);
        now = BEGIN + random.nextInt(86_400);
        store = new MemoryFleetStore(() -> Instant.ofEpochSecond(now));
        List<Replica> replicas = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            replicas.add(new Replica("r" + i));
        }
        Runnable older = store.snapshot();
        List<Late> pending = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            now += pass(random);
            for (Replica replica : replicas) {
                replica.use(random.nextInt(30), random.nextInt(500));
                int kind = random.nextInt(10);
                if (kind < 5) {
                    replica.exchange(false);
                } else if (kind < 7) {
                    replica.exchange(true);
                } else if (kind == 7) {
                    pending.add(new Late(replica, replica.report()));
                }
            }
            if (random.nextInt(8) == 0) {
                pending.forEach(late -> late.replica.send(late.report));
                pending.clear();
            }
            switch (random.nextInt(60)) {
                case 0 -> older = store.snapshot();
                case 1 -> older.run();
                case 2 -> store.forget();
                default -> {
                }
            }
            if (step % 10 == 9) {
                pending.clear();
                check(replicas, "seed " + seed + ", step " + step);
            }
        }
    }

    private static long pass(Random random) {
        int kind = random.nextInt(100);
        if (kind < 70) {
            return 1 + random.nextInt(3);
        }
        if (kind < 88) {
            return 20 + random.nextInt(120);
        }
        return kind < 98 ? 1800 + random.nextInt(7200) : 40_000 + random.nextInt(90_000);
    }

    private void check(List<Replica> replicas, String when) {
        Map<Period, Amounts> sums = Map.of();
        for (int i = 0; i < 2; i++) {
            for (Replica replica : replicas) {
                sums = replica.exchange(false);
            }
        }
        assertThat(sums.get(Period.DAY)).as("day, %s", when).isEqualTo(since(replicas, UtcDays.beginOfDay(now)));
        assertThat(sums.get(Period.MONTH)).as("month, %s", when).isEqualTo(since(replicas, UtcDays.beginOfMonth(now)));
        assertThat(sums.get(Period.MINUTE)).as("minute, %s", when).isEqualTo(since(replicas, now - 60));
        // a minute of which the seconds are not known any more may count as a whole
        long firstMinute = Math.floorDiv(now, 60L) * 60 - 3600;
        assertThat(sums.get(Period.HOUR).requests()).as("hour, %s", when)
                .isBetween(since(replicas, firstMinute).requests(), since(replicas, firstMinute - 60).requests());
        checks++;
    }

    private static Amounts since(List<Replica> replicas, long second) {
        Amounts all = Amounts.NONE;
        for (Replica replica : replicas) {
            Amounts used = replica.usedSince(second);
            all = new Amounts(all.requests() + used.requests(), all.tokens() + used.tokens());
        }
        return all;
    }
}
