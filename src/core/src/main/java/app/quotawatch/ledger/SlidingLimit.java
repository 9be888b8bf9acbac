package app.quotawatch.ledger;

import java.time.Duration;
import java.util.List;

import app.quotawatch.ApiLimit;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.time.Moment;

/** A limit whose window slides. Not thread-safe. */
final class SlidingLimit implements CountedWindow {

    private final String name;
    private final String unit;
    private final long limit;
    private final Duration length;
    private final SlidingWindow count;
    private final Alerts alerts;

    SlidingLimit(ApiLimit limit, Duration length, SlidingWindow count) {
        this.name = limit.windowName();
        this.unit = limit.unit().unitName();
        this.limit = limit.limit();
        this.length = length;
        this.count = count;
        this.alerts = Alerts.ofSliding(name, length.toNanos());
    }

    @Override
    public void check(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        long used = count.count(now.nanos());
        alerts.check(used, limit, Math.max(0, limit - used), 0, null, now, context, events);
    }

    @Override
    public QuotaWindow window(Moment now, double perSecond) {
        long leaving = count.nanosToNextLeaving(now.nanos());
        long reached = count.nanosToReach(limit, now.nanos());
        return CountedWindow.builder(name, unit, limit, count.count(now.nanos()))
                .windowLength(length)
                .resetAt(leaving < 0 ? null : now.after(leaving))
                .projectedExhaustion(reached < 0 ? null : now.after(reached))
                .build();
    }

    @Override
    public String unit() {
        return unit;
    }
}
