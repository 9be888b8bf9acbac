package app.quotawatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import app.quotawatch.event.QuotaEvent;
import app.quotawatch.headers.ReportedWindow;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.time.Moment;

/*
 * Between two reports our own calls are counted on. Responses overtake each other: within one period, the same limit and the
 * same reset, the smallest rest ever told holds. Where a limit differs, it was changed, and the newest report holds as it is,
 * also if it says that more is left than the limit.
 *
 * Where nothing tells the reset, a use that has fallen to the half shows that there was one.
 *
 * A window ends at its reset; told without one, after its length; without either, after an hour. A reset that is past or less
 * than a second ahead when it is first told, of a window that has something left, belongs to a bucket that fills as it is used:
 * then the report holds for its length, else for a minute, and no reset is shown. Where nothing is left, or that reset was told
 * before, it is the end that it says it is; and what is over as soon as it is told still holds for a second, as providers round.
 */
/** One window as the provider last reported it. Not thread-safe. */
final class ReportedQuota {

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long FILLING_SECONDS = 60;
    private static final long UNTOLD_SECONDS = 3600;
    private static final long SAME_RESET_SECONDS = 2;

    private final String name;
    private final Alerts alerts;
    private String unit;
    private long limit;
    private long used;
    private long remaining;
    private long since;
    private long windowSeconds;
    private Instant reportedAt;
    private Instant resetAt;
    private Deadline end;

    private long period;
    private Deadline periodEnd;
    private Instant periodStart;
    private final Trend trend = new Trend();

    ReportedQuota(ReportedWindow window, Moment now) {
        name = window.name();
        alerts = Alerts.ofPeriods(name);
        take(window, false, now);
        startPeriod(now);
    }

    void report(ReportedWindow window, Moment now) {
        boolean sameReset = isSameReset(window.resetAt());
        if (periodEnd.hasPassed(now)) {
            take(window, sameReset, now);
            startPeriod(now);
            return;
        }
        long toldRemaining = remaining;
        long toldUsed = used;
        boolean samePeriod = quota(window.limit()) == limit && sameReset;
        take(window, sameReset, now);
        if (samePeriod && toldRemaining >= 0 && remaining > toldRemaining) {
            remaining = toldRemaining;
            used = limit < 0 ? used : Math.max(0, limit - remaining);
        }
        if (resetAt == null && used >= 0 && toldUsed > 0 && used <= toldUsed / 2) {
            startPeriod(now);
        }
        trend.observe(used, now);
    }

    private boolean isSameReset(Instant other) {
        return other != null && resetAt != null
                && Math.abs(other.getEpochSecond() - resetAt.getEpochSecond()) <= SAME_RESET_SECONDS;
    }

    private void take(ReportedWindow window, boolean sameReset, Moment now) {
        unit = window.unit();
        limit = quota(window.limit());
        remaining = whole(window.remaining(), false);
        used = whole(window.used(), true);
        if (limit >= 0 && remaining >= 0) {
            // "used" may be the cost of one call; the difference is not
            used = Math.max(0, limit - remaining);
        } else if (limit >= 0 && used >= 0) {
            remaining = Math.max(0, limit - used);
        }
        since = 0;
        windowSeconds = window.windowSeconds();
        reportedAt = now.wall();
        endAt(window.resetAt(), sameReset, now);
    }

    private void endAt(Instant told, boolean toldBefore, Moment now) {
        Deadline reset = told == null ? null : Deadline.at(told, now);
        boolean fills = reset != null && reset.nanosLeft(now) < SECOND_NANOS && remaining != 0 && !toldBefore;
        resetAt = reset == null || fills || reset.hasPassed(now) ? null : told;
        if (resetAt != null) {
            end = reset;
        } else if (reset != null && !fills) {
            end = Deadline.after(1, now);
        } else if (windowSeconds >= 0) {
            end = Deadline.after(windowSeconds, now);
        } else {
            end = Deadline.after(fills ? FILLING_SECONDS : UNTOLD_SECONDS, now);
        }
    }

    /* A limit of less than one is a pace and no quota. */
    private static long quota(double limit) {
        return limit == 0 || limit >= 1 ? (long) limit : Alerts.UNKNOWN;
    }

    /* Of a fraction the whole part is safe to have left. */
    private static long whole(double number, boolean up) {
        return Double.isNaN(number) ? Alerts.UNKNOWN : (long) (up ? Math.ceil(number) : Math.floor(number));
    }

    private void startPeriod(Moment now) {
        period++;
        periodEnd = end;
        trend.restart(used, now);
        periodStart = resetAt == null || windowSeconds < 0 ? now.wall() : resetAt.minusSeconds(windowSeconds);
    }

    /** Counts own calls, or their tokens, that no report of this window has told yet. */
    void countOn(long requests, long tokens) {
        since += switch (unit) {
            case "requests" -> requests;
            case "tokens" -> tokens;
            default -> 0;
        };
    }

    boolean isOver(Moment now) {
        return end.hasPassed(now);
    }

    /** Whether it is over or has begun anew, and nobody has noticed. */
    boolean isDue(Moment now) {
        return end.hasPassed(now) || periodEnd.hasPassed(now);
    }

    String unit() {
        return unit;
    }

    private long remaining() {
        return remaining < 0 ? remaining : Math.max(0, remaining - since);
    }

    private long used() {
        return used < 0 ? used : used + since;
    }

    void check(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        if (periodEnd.hasPassed(now)) {
            startPeriod(now);
        }
        alerts.check(used(), limit, remaining(), period, periodStart, now, context, events);
    }

    void end(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        alerts.recover(now, context, events);
    }

    Instant reportedAt() {
        return reportedAt;
    }

    /** @param ownPerSecond how much of the unit our own calls use a second, or NaN if that is not known */
    QuotaWindow window(Moment now, double ownPerSecond) {
        return QuotaWindow.builder(name, unit, QuotaWindow.Source.REPORTED)
                .reportedAt(reportedAt)
                .limit(limit)
                .used(used())
                .remaining(remaining())
                .resetAt(resetAt)
                .windowLength(windowSeconds < 0 ? null : Duration.ofSeconds(windowSeconds))
                .projectedExhaustion(projection(now, ownPerSecond))
                .build();
    }

    private Instant projection(Moment now, double ownPerSecond) {
        if (remaining() == 0) {
            return now.wall();
        }
        // others may use the same quota, so what the reports say is worth more, once there is enough of it
        double reported = used < 0 ? Double.NaN : trend.perSecond(used(), now);
        double perSecond = reported > 0 ? reported : ownPerSecond;
        if (remaining < 0 || resetAt == null || !(perSecond > 0)) {
            return null;
        }
        double left = remaining() / perSecond * 1e9;
        return left < end.nanosLeft(now) ? now.after((long) left) : null;
    }
}
