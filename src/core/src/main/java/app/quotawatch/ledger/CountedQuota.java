package app.quotawatch.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiLimit;
import app.quotawatch.LimitUnit;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.time.Moment;

/** The windows of the configured limits, counted here. Not thread-safe. */
final class CountedQuota {

    /*
     * The last minute is always counted, as the rates of all other windows are taken from it. Of the others, only those count that
     * have a limit: what an API has not configured costs its calls nothing.
     */
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final SlidingWindow requestsPerMinute = new SlidingWindow(MINUTE.toNanos());
    private final SlidingWindow tokensPerMinute = new SlidingWindow(MINUTE.toNanos());
    private final Counter[] requests;
    private final Counter[] tokens;
    private final CountedWindow[] windows;
    private final @Nullable UtcPeriod day;
    private final @Nullable UtcPeriod month;

    private final @Nullable FleetCount fleet;

    /** @param fleet what a fleet counts together; null if there is none */
    CountedQuota(List<ApiLimit> limits, @Nullable FleetCount fleet) {
        this.fleet = fleet;
        UtcPeriod days = UtcPeriod.day();
        UtcPeriod months = UtcPeriod.month();
        boolean perDay = false;
        boolean perMonth = false;
        List<Counter> ofRequests = new ArrayList<>(0);
        List<Counter> ofTokens = new ArrayList<>(0);
        windows = new CountedWindow[limits.size()];
        for (int i = 0; i < windows.length; i++) {
            ApiLimit limit = limits.get(i);
            List<Counter> counters = limit.unit() == LimitUnit.REQUESTS ? ofRequests : ofTokens;
            windows[i] = switch (limit.window()) {
                case SECOND -> sliding(limit, SECOND, counters);
                case MINUTE -> new SlidingLimit(limit, MINUTE,
                        limit.unit() == LimitUnit.REQUESTS ? requestsPerMinute : tokensPerMinute,
                        fleet == null ? null : fleet.sliding(limit));
                case HOUR -> sliding(limit, HOUR, counters);
                case DAY -> {
                    perDay = true;
                    yield period(limit, days, counters);
                }
                case MONTH -> {
                    perMonth = true;
                    yield period(limit, months, counters);
                }
            };
        }
        requests = ofRequests.toArray(new Counter[0]);
        tokens = ofTokens.toArray(new Counter[0]);
        day = perDay ? days : null;
        month = perMonth ? months : null;
    }

    private CountedWindow sliding(ApiLimit limit, Duration length, List<Counter> counters) {
        SlidingWindow count = new SlidingWindow(length.toNanos());
        counters.add(count);
        return new SlidingLimit(limit, length, count, fleet == null ? null : fleet.sliding(limit));
    }

    private CountedWindow period(ApiLimit limit, UtcPeriod period, List<Counter> counters) {
        PeriodCount count = period.newCount();
        counters.add(count);
        return new PeriodLimit(limit, period, count, fleet == null ? null : fleet.period(limit));
    }

    void countRequest(Moment now) {
        advance(now);
        requestsPerMinute.add(now.nanos(), 1);
        if (fleet != null) {
            fleet.history().add(now.nanos(), 1, 0);
        }
        for (Counter counter : requests) {
            counter.add(now.nanos(), 1);
        }
    }

    void countTokens(long amount, Moment now) {
        if (amount > 0) {
            advance(now);
            tokensPerMinute.add(now.nanos(), amount);
            if (fleet != null) {
                fleet.history().add(now.nanos(), 0, amount);
            }
            for (Counter counter : tokens) {
                counter.add(now.nanos(), amount);
            }
        }
    }

    private void advance(Moment now) {
        if (day != null) {
            day.advance(now);
        }
        if (month != null) {
            month.advance(now);
        }
        if (fleet != null) {
            fleet.advance(now.nanos());
        }
    }

    void check(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        advance(now);
        for (CountedWindow window : windows) {
            window.check(now, context, events);
        }
    }

    /**
     * Returns how many of the unit our own calls use per second, with those of the fleet, by the last minute; NaN for units that are
     * not counted.
     */
    double perSecond(String unit, Moment now) {
        return switch (unit) {
            case "requests" -> requestsPerMinute.perSecond(now.nanos()) + othersPerSecond(false);
            case "tokens" -> tokensPerMinute.perSecond(now.nanos()) + othersPerSecond(true);
            default -> Double.NaN;
        };
    }

    private double othersPerSecond(boolean tokens) {
        return fleet == null ? 0 : fleet.othersPerSecond(tokens);
    }

    List<QuotaWindow> windows(Moment now) {
        advance(now);
        List<QuotaWindow> all = new ArrayList<>(windows.length);
        for (CountedWindow window : windows) {
            all.add(window.window(now, perSecond(window.unit(), now)));
        }
        return all;
    }
}
