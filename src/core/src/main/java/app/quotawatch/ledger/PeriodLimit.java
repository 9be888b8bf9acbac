package app.quotawatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiLimit;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.time.Moment;

/** A limit whose window starts anew with each day or month. Not thread-safe. */
final class PeriodLimit implements CountedWindow {

    private final String name;
    private final String unit;
    private final long limit;
    private final UtcPeriod period;
    private final PeriodCount count;
    private final Alerts alerts;

    PeriodLimit(ApiLimit limit, UtcPeriod period, PeriodCount count) {
        this.name = limit.windowName();
        this.unit = limit.unit().unitName();
        this.limit = limit.limit();
        this.period = period;
        this.count = count;
        this.alerts = Alerts.ofPeriods(name, null);
    }

    @Override
    public void check(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        long used = count.count();
        alerts.check(used, limit, Math.max(0, limit - used), period.number(), period.start(), now, context, events);
    }

    @Override
    public QuotaWindow window(Moment now, double perSecond) {
        return CountedWindow.builder(name, unit, limit, count.count())
                .windowLength(period.length())
                .resetAt(period.end())
                .projectedExhaustion(projection(now, perSecond))
                .build();
    }

    private @Nullable Instant projection(Moment now, double perSecond) {
        long remaining = limit - count.count();
        if (remaining <= 0) {
            return now.wall();
        }
        double seconds = remaining / perSecond;
        boolean inTime = perSecond > 0 && seconds < Duration.between(now.wall(), period.end()).toSeconds();
        return inTime ? now.after((long) (seconds * 1e9)) : null;
    }

    @Override
    public String unit() {
        return unit;
    }
}
