package app.quotawatch.tck.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.spi.fleet.ReportedWindow;

/** A replica that reports as the SPI demands, one API at a time; it remembers every second since it started. */
public final class TestReplica {

    private static final int MAX_ROUNDS = 4;

    private final FleetStore store;
    private final String api;
    private final TreeMap<Long, Amounts> ends = new TreeMap<>();
    private final List<ReportedWindow> windows = new ArrayList<>();
    private final List<FleetReport.Claim> claims = new ArrayList<>();
    private Set<Period> periods = Set.of(Period.values());
    private Duration interval = Duration.ofSeconds(1);
    private OptionalLong retryAfterMillis = OptionalLong.empty();
    private Amounts acked = Amounts.NONE;
    private boolean whole = true;
    private boolean leaving;
    private boolean wantsWindows = true;
    private long storeSecond;
    private long learntNanos;

    public TestReplica(FleetStore store, String api) {
        this.store = store;
        this.api = api;
    }

    /** Asks for these sums. */
    public TestReplica periods(Set<Period> wanted) {
        this.periods = wanted;
        return this;
    }

    TestReplica interval(Duration time) {
        this.interval = time;
        return this;
    }

    /** Uses something now. */
    public TestReplica use(long requests, long tokens) {
        return useBefore(0, requests, tokens);
    }

    /** Uses something some seconds ago; later uses are later. The replica must have ticked before. */
    TestReplica useBefore(long age, long requests, long tokens) {
        Amounts total = total();
        ends.put(now() - age, new Amounts(total.requests() + requests, total.tokens() + tokens));
        return this;
    }

    TestReplica hears(ReportedWindow window) {
        windows.add(window);
        return this;
    }

    TestReplica waits(long millis) {
        retryAfterMillis = OptionalLong.of(millis);
        return this;
    }

    TestReplica claims(FleetReport.Claim claim) {
        claims.add(claim);
        return this;
    }

    /** Asks for no windows from now on. */
    public TestReplica withoutWindows() {
        wantsWindows = false;
        return this;
    }

    TestReplica leaves() {
        leaving = true;
        return this;
    }

    private Amounts total() {
        return ends.isEmpty() ? Amounts.NONE : ends.lastEntry().getValue();
    }

    /** Returns the store's second, as the replica expects it. */
    long now() {
        return storeSecond == 0 ? 0 : storeSecond + (System.nanoTime() - learntNanos) / 1_000_000_000L;
    }

    /** Returns the report that it would make. */
    public FleetReport report() {
        long now = now();
        long first = now - (periods.contains(Period.HOUR) ? 62 * 60 : 62);
        first = periods.contains(Period.DAY) ? Math.min(first, midnight(now) - 1) : first;
        first = periods.contains(Period.MONTH) ? Math.min(first, monthBegin(now) - 1) : first;
        Amounts base = until(first);
        List<FleetReport.Mark> marks = new ArrayList<>();
        if (whole) {
            marks.add(new FleetReport.Mark(now - first, base));
        }
        for (Map.Entry<Long, Amounts> end : ends.entrySet()) {
            boolean isNew = whole
                    ? end.getKey() > first
                    : end.getValue().requests() > acked.requests()
                            || end.getValue().tokens() > acked.tokens();
            if (isNew) {
                marks.add(new FleetReport.Mark(Math.max(0, now - end.getKey()), end.getValue()));
            }
        }
        FleetReport.Api of = new FleetReport.Api(api, periods, acked, whole, base, marks, List.copyOf(windows),
                retryAfterMillis, wantsWindows);
        return new FleetReport(now, interval, leaving, List.of(of), List.copyOf(claims));
    }

    private Amounts until(long second) {
        Map.Entry<Long, Amounts> end = ends.floorEntry(second);
        return end == null ? Amounts.NONE : end.getValue();
    }

    static long midnight(long second) {
        return Math.floorDiv(second, 86_400L) * 86_400L;
    }

    static long monthBegin(long second) {
        return Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1)
                .toEpochSecond(LocalTime.MIN, ZoneOffset.UTC);
    }

    /** Exchanges until it counts. */
    public FleetAnswer tick() {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            FleetAnswer answer = exchange();
            if (take(answer)) {
                return answer;
            }
        }
        throw new AssertionError("not counted in " + MAX_ROUNDS + " rounds");
    }

    FleetAnswer exchange() {
        try {
            return store.exchange(report());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private boolean take(FleetAnswer answer) {
        storeSecond = answer.storeTime().getEpochSecond();
        learntNanos = System.nanoTime() - answer.storeTime().getNano();
        FleetAnswer.Api of = answer.apis().get(0);
        if (of.status() == FleetAnswer.Status.RESYNC) {
            whole = true;
        } else if (of.status() == FleetAnswer.Status.COUNTED) {
            whole = false;
            acked = of.acked();
            windows.clear();
            claims.clear();
            retryAfterMillis = OptionalLong.empty();
            return true;
        }
        return false;
    }

    /** Exchanges and returns the answer for its API. */
    public FleetAnswer.Api tickApi() {
        return tick().apis().get(0);
    }

    /** Exchanges and returns what all have used within a period. */
    public Amounts tick(Period period) {
        return tickApi().sums().get(period);
    }

    /** Ends its connection. */
    public void close() {
        store.close();
    }
}
