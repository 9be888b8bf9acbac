package app.quotawatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import app.quotawatch.ApiLimits;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.time.Moment;

/** The windows of the configured limits, counted here. Not thread-safe. */
final class CountedQuota {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final ApiLimits limits;
    private final SlidingMinute requests = new SlidingMinute();
    private final SlidingMinute tokens = new SlidingMinute();
    private final DayCount requestsToday = new DayCount();
    private final DayCount tokensToday = new DayCount();
    private final UtcDay today = new UtcDay();
    private final Alerts minuteAlerts = Alerts.ofSliding("minute", MINUTE.toNanos());
    private final Alerts dayAlerts = Alerts.ofPeriods("daily");
    private final Alerts tokenAlerts = Alerts.ofPeriods("tokens");

    CountedQuota(ApiLimits limits) {
        this.limits = limits;
    }

    void countRequest(Moment now) {
        advance(now);
        requests.add(now.nanos(), 1);
        requestsToday.add(now.nanos(), 1);
    }

    void countTokens(long amount, Moment now) {
        if (amount > 0) {
            advance(now);
            tokens.add(now.nanos(), amount);
            tokensToday.add(now.nanos(), amount);
        }
    }

    private void advance(Moment now) {
        switch (today.advance(now.wall(), now.nanos())) {
            case NEXT_DAY -> {
                requestsToday.nextDay();
                tokensToday.nextDay();
            }
            case CLOCK_SET -> {
                long sinceMidnight = Duration.between(today.start(), now.wall()).toNanos();
                requestsToday.recount(now.nanos(), sinceMidnight);
                tokensToday.recount(now.nanos(), sinceMidnight);
            }
            case NONE -> {
            }
        }
    }

    void check(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        advance(now);
        if (limits.requestsPerMinute().isPresent()) {
            long used = requests.count(now.nanos());
            long limit = limits.requestsPerMinute().getAsLong();
            minuteAlerts.check(used, limit, Math.max(0, limit - used), 0, now.wall().minus(MINUTE), now,
                    context,
                    events);
        }
        checkDay(limits.requestsPerDay(), requestsToday.count(), dayAlerts, now, context, events);
        checkDay(limits.tokensPerDay(), tokensToday.count(), tokenAlerts, now, context, events);
    }

    private void checkDay(OptionalLong configured, long used, Alerts alerts, Moment now, Alerts.Context context,
            List<QuotaEvent> events) {
        if (configured.isPresent()) {
            long limit = configured.getAsLong();
            alerts.check(used, limit, Math.max(0, limit - used), today.day(), today.start(), now, context, events);
        }
    }

    /** Returns how many of the unit our own calls use a second, by the last minute; NaN for units that are not counted. */
    double perSecond(String unit, Moment now) {
        return switch (unit) {
            case "requests" -> requests.perSecond(now.nanos());
            case "tokens" -> tokens.perSecond(now.nanos());
            default -> Double.NaN;
        };
    }

    List<QuotaWindow> windows(Moment now) {
        advance(now);
        List<QuotaWindow> windows = new ArrayList<>();
        limits.requestsPerMinute().ifPresent(limit -> windows.add(minute(limit, now)));
        limits.requestsPerDay().ifPresent(
                limit -> windows.add(day("daily", "requests", limit, requestsToday.count(), now)));
        limits.tokensPerDay().ifPresent(limit -> windows.add(day("tokens", "tokens", limit, tokensToday.count(), now)));
        return windows;
    }

    private QuotaWindow minute(long limit, Moment now) {
        long used = requests.count(now.nanos());
        long leaving = requests.nanosToNextLeaving(now.nanos());
        long reached = requests.nanosToReach(limit, now.nanos());
        return window("minute", "requests", limit, used,
                leaving < 0 ? Optional.empty() : Optional.of(now.after(leaving)),
                MINUTE, reached < 0 ? Optional.empty() : Optional.of(now.after(reached)));
    }

    private QuotaWindow day(String name, String unit, long limit, long used, Moment now) {
        double perSecond = perSecond(unit, now);
        Optional<Instant> exhaustion = Optional.empty();
        if (used >= limit) {
            exhaustion = Optional.of(now.wall());
        } else if (perSecond > 0) {
            double seconds = (limit - used) / perSecond;
            boolean inTime = seconds < Duration.between(now.wall(), today.end()).toSeconds();
            exhaustion = inTime ? Optional.of(now.after((long) (seconds * 1e9))) : exhaustion;
        }
        return window(name, unit, limit, used, Optional.of(today.end()), DAY, exhaustion);
    }

    private static QuotaWindow window(String name, String unit, long limit, long used, Optional<Instant> resetAt,
            Duration length, Optional<Instant> exhaustion) {
        return QuotaWindow.builder(name, unit, QuotaWindow.Source.CONFIGURED)
                .limit(limit)
                .used(used)
                .remaining(Math.max(0, limit - used))
                .resetAt(resetAt.orElse(null))
                .windowLength(length)
                .projectedExhaustion(exhaustion.orElse(null))
                .build();
    }
}
