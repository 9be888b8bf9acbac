package app.quotawatch.ledger;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiLimit;
import app.quotawatch.LimitUnit;
import app.quotawatch.LimitWindow;
import app.quotawatch.fleet.History;
import app.quotawatch.fleet.StoreClock;
import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.time.Moment;

/** What the replicas of a fleet have used of one API together. Not thread-safe. */
final class FleetCount {

    /*
     * An answer's sums contain this replica's calls as far as it has acknowledged them. They are subtracted, and the calls that are
     * counted here are added: so own calls show at once, and only those of others are late.
     */

    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long HOUR_NANOS = 60 * MINUTE_NANOS;
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    private final StoreClock clock;
    private final History history;
    private final FleetSliding minuteRequests = new FleetSliding(MINUTE_NANOS);
    private final FleetSliding minuteTokens = new FleetSliding(MINUTE_NANOS);
    private final @Nullable FleetSliding hourRequests;
    private final @Nullable FleetSliding hourTokens;
    private final FleetPeriod day;
    private final @Nullable FleetPeriod month;

    FleetCount(List<ApiLimit> limits, StoreClock clock, long nanos) {
        this.clock = clock;
        Set<Period> periods = EnumSet.of(Period.MINUTE, Period.DAY);
        for (ApiLimit limit : limits) {
            if (limit.window() == LimitWindow.HOUR) {
                periods.add(Period.HOUR);
            } else if (limit.window() == LimitWindow.MONTH) {
                periods.add(Period.MONTH);
            }
        }
        history = new History(Set.copyOf(periods), clock, nanos);
        boolean hourly = periods.contains(Period.HOUR);
        hourRequests = hourly ? new FleetSliding(HOUR_NANOS) : null;
        hourTokens = hourly ? new FleetSliding(HOUR_NANOS) : null;
        day = new FleetPeriod(false, clock, history);
        month = periods.contains(Period.MONTH) ? new FleetPeriod(true, clock, history) : null;
    }

    History history() {
        return history;
    }

    /** Returns what others have used within the window of this limit; null if the window is not shared. */
    @Nullable
    FleetSliding sliding(ApiLimit limit) {
        boolean requests = limit.unit() == LimitUnit.REQUESTS;
        return switch (limit.window()) {
            case MINUTE -> requests ? minuteRequests : minuteTokens;
            case HOUR -> requests ? hourRequests : hourTokens;
            default -> null;
        };
    }

    /** Returns the period of this limit; null if the window is not shared. */
    @Nullable
    FleetPeriod period(ApiLimit limit) {
        return switch (limit.window()) {
            case DAY -> day;
            case MONTH -> month;
            default -> null;
        };
    }

    /** Returns how many of the unit others use per second, by the last minute. */
    double othersPerSecond(boolean tokens) {
        return tokens ? minuteTokens.perSecond() : minuteRequests.perSecond();
    }

    void advance(long nanos) {
        day.advance(nanos);
        if (month != null) {
            month.advance(nanos);
        }
    }

    /** Takes an answer that counted. */
    void take(Map<Period, Amounts> sums, Amounts acked, long storeSecond, Moment now) {
        history.counted(acked);
        slide(sums.get(Period.MINUTE), acked, storeSecond - MINUTE, minuteRequests, minuteTokens, now);
        if (hourRequests != null && hourTokens != null) {
            long firstMinute = Math.floorDiv(storeSecond, MINUTE) * MINUTE - HOUR;
            slide(sums.get(Period.HOUR), acked, firstMinute, hourRequests, hourTokens, now);
        }
        Amounts ofDay = sums.get(Period.DAY);
        if (ofDay != null) {
            day.take(ofDay, acked, storeSecond);
        }
        Amounts ofMonth = sums.get(Period.MONTH);
        if (month != null && ofMonth != null) {
            month.take(ofMonth, acked, storeSecond);
        }
    }

    private void slide(@Nullable Amounts sum, Amounts acked, long firstSecond, FleetSliding requests,
            FleetSliding tokens,
            Moment now) {
        if (sum != null) {
            Amounts before = history.until(firstSecond - 1);
            requests.take(others(sum.requests(), acked.requests(), before.requests()), now);
            tokens.take(others(sum.tokens(), acked.tokens(), before.tokens()), now);
        }
    }

    private static long others(long sum, long acked, long before) {
        return Math.max(0, sum - Math.max(0, acked - before));
    }

    @Override
    public String toString() {
        return "FleetCount[" + history + ", " + clock + "]";
    }
}
