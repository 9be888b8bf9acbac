package app.quotawatch.ledger;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import app.quotawatch.event.QuotaEvent;
import app.quotawatch.headers.ReportedWindow;
import app.quotawatch.time.Moment;

/** The windows that one provider reports, a bounded number of them. Not thread-safe. */
final class ReportedQuotas {

    private static final int MAX_WINDOWS = 32;

    private final Map<String, ReportedQuota> windows = new LinkedHashMap<>();

    /**
     * Takes what a response reported. The call itself is already included in the provider's numbers. If the response reported no
     * window, the call is added to all windows; if it reported some, the others do not concern it.
     */
    void take(List<ReportedWindow> reported, long tokens, Moment now) {
        if (reported.isEmpty()) {
            for (ReportedQuota window : windows.values()) {
                window.countOn(1, tokens);
            }
            return;
        }
        for (int i = 0; i < reported.size(); i++) { // spares the iterator
            ReportedWindow window = reported.get(i);
            ReportedQuota known = windows.get(window.name());
            if (known != null) {
                known.report(window, now);
            } else if (isQuota(window)) {
                if (windows.size() == MAX_WINDOWS) {
                    removeOldest();
                }
                windows.put(window.name(), new ReportedQuota(window, now));
            }
        }
    }

    /* There is nothing to count against a reset alone, or a pace of half a call per second. */
    private static boolean isQuota(ReportedWindow window) {
        return window.remaining() >= 0 || window.used() >= 0 || window.limit() >= 1 || window.limit() == 0;
    }

    private void removeOldest() {
        windows.values().stream().min(Comparator.comparing(ReportedQuota::reportedAt))
                .ifPresent(oldest -> windows.values().remove(oldest));
    }

    /** Removes the windows that have ended, and adds the events of the others. */
    void check(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        if (windows.isEmpty()) {
            return; // spares the iterator
        }
        for (Iterator<ReportedQuota> all = windows.values().iterator(); all.hasNext();) {
            ReportedQuota window = all.next();
            if (window.isOver(now)) {
                window.end(now, context, events);
                all.remove();
            } else {
                window.check(now, context, events);
            }
        }
    }

    /** Like {@link #check}, but only if time alone has changed a window since. */
    void checkDue(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        for (ReportedQuota window : windows.values()) {
            if (window.isDue(now)) {
                check(now, context, events);
                return;
            }
        }
    }

    Iterable<ReportedQuota> all() {
        return windows.values();
    }
}
