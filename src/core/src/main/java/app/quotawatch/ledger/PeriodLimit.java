package app.quotawatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiLimit;
import app.quotawatch.LimitUnit;
import app.quotawatch.LimitWindow;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.time.EpochNanos;
import app.quotawatch.time.Moment;

/** A limit whose window starts anew with each day or month. Not thread-safe. */
final class PeriodLimit implements CountedWindow {

    private static final Duration LONGER_THAN_A_DAY = Duration.ofHours(25);
    private static final Duration LONGER_THAN_A_MONTH = Duration.ofDays(32);

    private final String name;
    private final String unit;
    private final long limit;
    private final UtcPeriod period;
    private final PeriodCount count;
    private final boolean tokens;
    private final Alerts alerts;
    private final @Nullable FleetPeriod fleet;

    /** @param fleet what the replicas of a fleet have used; null if there is none */
    PeriodLimit(ApiLimit limit, UtcPeriod period, PeriodCount count, @Nullable FleetPeriod fleet) {
        this.name = limit.windowName();
        this.unit = limit.unit().unitName();
        this.limit = limit.limit();
        this.period = period;
        this.count = count;
        this.tokens = limit.unit() == LimitUnit.TOKENS;
        this.alerts = Alerts.ofUtc(name, limit.window() == LimitWindow.DAY ? LONGER_THAN_A_DAY : LONGER_THAN_A_MONTH);
        this.fleet = fleet;
    }

    @Override
    public void check(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        if (fleet != null && fleet.isKnown()) {
            long used = fleet.used(tokens);
            alerts.check(used, limit, Math.max(0, limit - used), fleet.end(), fleet.start(), now,
                    context, events);
            return;
        }
        long used = count.count();
        alerts.check(used, limit, Math.max(0, limit - used), period.number(), period.start(), now, context, events);
    }

    @Override
    public QuotaWindow window(Moment now, double perSecond) {
        if (fleet != null && fleet.isKnown()) {
            Instant end = Instant.ofEpochSecond(fleet.end());
            return window(QuotaWindow.Source.COUNTED_BY_FLEET, fleet.used(tokens),
                    Duration.ofSeconds(fleet.end() - fleet.begin()), end,
                    EpochNanos.toInstant(fleet.storeNanos(now.nanos())), perSecond);
        }
        return window(QuotaWindow.Source.CONFIGURED, count.count(), period.length(), period.end(), now.wall(),
                perSecond);
    }

    /* By the clock that decides when the period ends. */
    private QuotaWindow window(QuotaWindow.Source source, long used, Duration length, Instant end, Instant now,
            double perSecond) {
        return CountedWindow.builder(name, unit, source, limit, used)
                .windowLength(length)
                .resetAt(end)
                .projectedExhaustion(projection(limit - used, end, now, perSecond))
                .build();
    }

    private static @Nullable Instant projection(long remaining, Instant end, Instant now, double perSecond) {
        if (remaining <= 0) {
            return now;
        }
        double seconds = remaining / perSecond;
        boolean inTime = perSecond > 0 && seconds < Duration.between(now, end).toSeconds();
        return inTime ? now.plusNanos((long) (seconds * 1e9)) : null;
    }

    @Override
    public String unit() {
        return unit;
    }
}
