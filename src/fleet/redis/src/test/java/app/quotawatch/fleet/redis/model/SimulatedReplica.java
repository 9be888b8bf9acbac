package app.quotawatch.fleet.redis.model;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import app.quotawatch.fleet.History;
import app.quotawatch.fleet.StoreClock;
import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.Period;

/** A replica of the library in a time that a test sets, and the truth about it: what it had used at the end of every second. */
final class SimulatedReplica {

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final String API = "OpenAI";
    private static final int MOST_ROUNDS = 4;

    private final long start;
    private final RedisFleetStore store;
    private final StoreClock clock;
    private final History history;
    private final TreeMap<Long, Amounts> truth = new TreeMap<>();
    private Map<Period, Amounts> sums = Map.of();

    SimulatedReplica(long start, RedisFleetStore store, Set<Period> periods) {
        this.start = start;
        this.store = store;
        // its own clock is an hour off
        this.clock = new StoreClock(0, (start + 3_600) * SECOND_NANOS);
        this.history = new History(periods, clock, 0);
    }

    private long nanos(long now) {
        return (now - start) * SECOND_NANOS;
    }

    void use(long now, long requests, long tokens) {
        history.add(nanos(now), requests, tokens);
        truth.put(now, new Amounts(history.requests(), history.tokens()));
    }

    FleetReport report(long now) {
        return new FleetReport(clock.isKnown() ? clock.second(nanos(now)) : 0, Duration.ofSeconds(1), false,
                List.of(history.report(API, nanos(now))), List.of());
    }

    /** Sends a report and loses its answer. */
    void send(FleetReport report) throws IOException {
        store.exchange(report);
    }

    void tick(long now) throws IOException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            FleetAnswer answer = store.exchange(report(now));
            history.move(clock.answered(answer.storeTime(), nanos(now), nanos(now)));
            FleetAnswer.Api api = answer.apis().get(0);
            if (api.status() == FleetAnswer.Status.COUNTED) {
                history.counted(api.acked());
                sums = api.sums();
                return;
            }
            if (api.status() == FleetAnswer.Status.RESYNC) {
                history.resync();
            }
        }
        throw new AssertionError("not counted in " + MOST_ROUNDS + " rounds: " + history);
    }

    /** Returns the sums of the last answer. */
    Map<Period, Amounts> sums() {
        return sums;
    }

    /** Returns what it has used since this second, inclusive. */
    Amounts usedSince(long second) {
        Map.Entry<Long, Amounts> before = truth.lowerEntry(second);
        Amounts base = before == null ? Amounts.NONE : before.getValue();
        Amounts all = truth.isEmpty() ? Amounts.NONE : truth.lastEntry().getValue();
        return new Amounts(all.requests() - base.requests(), all.tokens() - base.tokens());
    }
}
