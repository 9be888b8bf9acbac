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

    CountedQuota(List<ApiLimit> limits) {
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
                        limit.unit() == LimitUnit.REQUESTS ? requestsPerMinute : tokensPerMinute);
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

    private static CountedWindow sliding(ApiLimit limit, Duration length, List<Counter> counters) {
        SlidingWindow count = new SlidingWindow(length.toNanos());
        counters.add(count);
        return new SlidingLimit(limit, length, count);
    }

    private static CountedWindow period(ApiLimit limit, UtcPeriod period, List<Counter> counters) {
        PeriodCount count = period.newCount();
        counters.add(count);
        return new PeriodLimit(limit, period, count);
    }

    void countRequest(Moment now) {
        advance(now);
        requestsPerMinute.add(now.nanos(), 1);
        for (Counter counter : requests) {
            counter.add(now.nanos(), 1);
        }
    }

    void countTokens(long amount, Moment now) {
        if (amount > 0) {
            advance(now);
            tokensPerMinute.add(now.nanos(), amount);
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
    }

    void check(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        advance(now);
        for (CountedWindow window : windows) {
            window.check(now, context, events);
        }
    }

    /** Returns how many of the unit our own calls use per second, by the last minute; NaN for units that are not counted. */
    double perSecond(String unit, Moment now) {
        return switch (unit) {
            case "requests" -> requestsPerMinute.perSecond(now.nanos());
            case "tokens" -> tokensPerMinute.perSecond(now.nanos());
            default -> Double.NaN;
        };
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
