package app.quotawatch.ledger;

import java.util.List;

import app.quotawatch.event.QuotaEvent;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.time.Moment;

/** The window of one configured limit. Not thread-safe. */
interface CountedWindow {

    /** Adds the events of what is counted now. */
    void check(Moment now, Alerts.Context context, List<QuotaEvent> events);

    /** @param perSecond how much of the unit is used per second now */
    QuotaWindow window(Moment now, double perSecond);

    String unit();

    static QuotaWindow.Builder builder(String name, String unit, QuotaWindow.Source source, long limit, long used) {
        return QuotaWindow.builder(name, unit, source)
                .limit(limit)
                .used(used)
                .remaining(Math.max(0, limit - used));
    }
}
