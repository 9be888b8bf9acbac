package app.quotawatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

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
    private final @Nullable FleetSliding fleet;

    /** @param fleet what the other replicas of a fleet have used; null if there is none */
    SlidingLimit(ApiLimit limit, Duration length, SlidingWindow count, @Nullable FleetSliding fleet) {
        this.name = limit.windowName();
        this.unit = limit.unit().unitName();
        this.limit = limit.limit();
        this.length = length;
        this.count = count;
        this.alerts = Alerts.ofSliding(name, length.toNanos());
        this.fleet = fleet;
    }

    private long used(Moment now) {
        long own = count.count(now.nanos());
        return fleet == null ? own : own + fleet.others();
    }

    @Override
    public void check(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        long used = used(now);
        alerts.check(used, limit, Math.max(0, limit - used), 0, null, now, context, events);
    }

    @Override
    public QuotaWindow window(Moment now, double perSecond) {
        if (fleet != null && fleet.isKnown()) {
            return windowOfFleet(fleet, now);
        }
        long leaving = count.nanosToNextLeaving(now.nanos());
        long reached = count.nanosToReach(limit, now.nanos());
        return CountedWindow.builder(name, unit, QuotaWindow.Source.CONFIGURED, limit, used(now))
                .windowLength(length)
                .resetAt(leaving < 0 ? null : now.after(leaving))
                .projectedExhaustion(reached < 0 ? null : now.after(reached))
                .build();
    }

    private QuotaWindow windowOfFleet(FleetSliding others, Moment now) {
        long used = used(now);
        SlidingWindow shape = others.shape(now);
        Instant reset = null;
        Instant exhaustion = used >= limit ? now.wall() : null;
        if (shape != null) {
            long leaving = earlier(count.nanosToNextLeaving(now.nanos()), shape.nanosToNextLeaving(now.nanos()));
            long reached = count.nanosToReach(limit, now.nanos(), shape);
            reset = leaving < 0 ? null : now.after(leaving);
            exhaustion = exhaustion != null || reached < 0 ? exhaustion : now.after(reached);
        }
        return CountedWindow.builder(name, unit, QuotaWindow.Source.COUNTED_BY_FLEET, limit, used)
                .windowLength(length)
                .resetAt(reset)
                .projectedExhaustion(exhaustion)
                .build();
    }

    /* Negative is never. */
    private static long earlier(long one, long other) {
        return one < 0 ? other : other < 0 ? one : Math.min(one, other);
    }

    @Override
    public String unit() {
        return unit;
    }
}
