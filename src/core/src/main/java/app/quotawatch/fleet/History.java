package app.quotawatch.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.spi.fleet.ReportedWindow;

/**
 * What this replica has used of one API since its start, as it reports it to the fleet's store. Uses constant memory, has no clock of its
 * own. Not thread-safe.
 */
public final class History {

    /*
     * A store adds what is new since it last heard of a replica. To place it, it receives the cumulative amounts at the end of every
     * second of the last minute; of every minute of the last hour and every day of the month, if these are asked for; and of every
     * ten minutes of the day. Nothing is lost by an outage then, however long it is: only the places become coarser.
     *
     * A store that has lost what it knew must receive the whole history: from the beginning of the longest period, as what was before
     * does not matter. But it may only have lost a part, and still know something of yesterday. So the whole history begins with a
     * mark at its base: what was used between then and what the store knows falls to yesterday, not to the first mark of today.
     * Shortly after midnight, the last minute began before the day; then the base is 62 seconds ago.
     *
     * Time is counted in the store's seconds. When the estimate of the store's time proves wrong, all marks are moved: the distance from
     * now to what was counted remains.
     */

    private static final long MINUTE = 60;
    private static final long TEN_MINUTES = 600;
    private static final long HOUR = 3600;
    private static final int SECONDS_KEPT = 64;
    private static final int MINUTES_KEPT = 64;
    private static final int TEN_MINUTES_KEPT = 147;
    private static final int DAYS_KEPT = 33;

    private final Set<Period> periods;
    private final StoreClock clock;
    private final Marks[] marks;
    private long second;
    private long nextSecondNanos;
    private long requests;
    private long tokens;

    private Amounts acked = Amounts.NONE;
    private boolean whole = true;
    private long ackedSecond;
    private long reportedSecond;
    private Amounts reported = Amounts.NONE;

    /**
     * Begins with nothing.
     *
     * @param periods over which sums are wanted
     * @param clock the estimate of the store's time, common to all histories of a replica
     * @param nanos the monotonic time
     */
    public History(Set<Period> periods, StoreClock clock, long nanos) {
        this.periods = periods;
        this.clock = clock;
        List<Marks> kept = new ArrayList<>();
        kept.add(new Marks(1, SECONDS_KEPT));
        if (periods.contains(Period.HOUR)) {
            kept.add(new Marks(MINUTE, MINUTES_KEPT));
        }
        kept.add(new Marks(TEN_MINUTES, TEN_MINUTES_KEPT));
        if (periods.contains(Period.MONTH)) {
            kept.add(new Marks(UtcDays.DAY_SECONDS, DAYS_KEPT));
        }
        marks = kept.toArray(new Marks[0]);
        second = clock.second(nanos);
        nextSecondNanos = clock.beginOf(second + 1);
    }

    /** Counts what was used at a monotonic time; what is counted late counts as used in the latest second. */
    public void add(long nanos, long moreRequests, long moreTokens) {
        if (nanos - nextSecondNanos >= 0) {
            advance(clock.second(nanos));
        }
        requests += moreRequests;
        tokens += moreTokens;
    }

    private void advance(long to) {
        if (to > second) {
            for (Marks each : marks) {
                each.pass(second, to, requests, tokens);
            }
            second = to;
        }
        nextSecondNanos = clock.beginOf(second + 1);
    }

    /** Returns the requests since the start. */
    public long requests() {
        return requests;
    }

    /** Returns the tokens since the start. */
    public long tokens() {
        return tokens;
    }

    /** Returns what had been used until the end of a second of the store; where that is not known, until an earlier instant. */
    public Amounts until(long storeSecond) {
        if (storeSecond >= second) {
            return new Amounts(requests, tokens);
        }
        Marks last = null;
        int at = -1;
        for (Marks each : marks) {
            int found = each.until(storeSecond);
            if (found >= 0 && (last == null || each.second(found) > last.second(at))) {
                last = each;
                at = found;
            }
        }
        return last == null ? Amounts.NONE : new Amounts(last.requests(at), last.tokens(at));
    }

    /** Returns the amounts that the store has acknowledged. */
    public Amounts acked() {
        return acked;
    }

    /** Returns the report of a monotonic time, without windows. */
    public FleetReport.Api report(String name, long nanos) {
        return report(name, nanos, List.of(), OptionalLong.empty(), false);
    }

    /** Returns the report of a monotonic time: what came after the acknowledged amounts, or the whole history. */
    public FleetReport.Api report(String name, long nanos, List<ReportedWindow> windows, OptionalLong retryAfterMillis,
            boolean wantsWindows) {
        advance(clock.second(nanos));
        long now = clock.second(nanos);
        long baseSecond = base(now);
        Amounts base = until(baseSecond);
        List<FleetReport.Mark> all = new ArrayList<>();
        Amounts last = acked;
        long from = ackedSecond - 1;
        if (whole || from < baseSecond) {
            from = baseSecond;
            if (whole || isMore(base, acked)) {
                all.add(new FleetReport.Mark(now - baseSecond, base));
                last = base;
            }
        }
        last = addMarks(from, now, last, all);
        reported = new Amounts(requests, tokens);
        reportedSecond = now;
        if (!last.equals(reported)) {
            all.add(new FleetReport.Mark(0, reported));
        }
        return new FleetReport.Api(name, periods, acked, whole, base, all, windows, retryAfterMillis, wantsWindows);
    }

    private Amounts addMarks(long from, long now, Amounts before, List<FleetReport.Mark> all) {
        Amounts last = before;
        long at = from;
        while (true) {
            Marks next = null;
            int found = -1;
            for (Marks each : marks) {
                int candidate = each.after(at);
                if (candidate >= 0 && (next == null || each.second(candidate) < next.second(found))) {
                    next = each;
                    found = candidate;
                }
            }
            if (next == null || next.second(found) >= now) {
                return last;
            }
            at = next.second(found);
            Amounts amounts = new Amounts(next.requests(found), next.tokens(found));
            if (isMore(amounts, last)) {
                last = amounts;
                all.add(new FleetReport.Mark(now - at, last));
            }
        }
    }

    private static boolean isMore(Amounts one, Amounts other) {
        return one.requests() > other.requests() || one.tokens() > other.tokens();
    }

    private long base(long now) {
        long begin = periods.contains(Period.MONTH) ? UtcDays.beginOfMonth(now) : UtcDays.beginOfDay(now);
        long shortest = periods.contains(Period.HOUR) ? HOUR + 2 * MINUTE : MINUTE + 2;
        return Math.min(begin - 1, now - shortest);
    }

    /** Takes an answer to the last report that counted: its sums contain these amounts of this replica. */
    public void counted(Amounts amounts) {
        ackedSecond = amounts.equals(reported) ? reportedSecond : Long.MIN_VALUE / 2;
        acked = amounts;
        whole = false;
    }

    /** Takes an answer that the store knows less than it has acknowledged: the next report contains the whole history. */
    public void resync() {
        whole = true;
    }

    /** Puts all that was counted so many seconds later; to be called after the clock was corrected, also by 0 seconds. */
    public void move(long bySeconds) {
        if (bySeconds != 0) {
            for (Marks each : marks) {
                each.move(bySeconds);
            }
            second += bySeconds;
            ackedSecond += bySeconds;
            reportedSecond += bySeconds;
        }
        nextSecondNanos = clock.beginOf(second + 1);
    }

    @Override
    public String toString() {
        return "History[" + requests + " requests, " + tokens + " tokens" + (whole ? ", all to be reported" : "") + "]";
    }
}
