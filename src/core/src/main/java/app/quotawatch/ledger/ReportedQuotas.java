package app.quotawatch.ledger;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.event.QuotaEvent;
import app.quotawatch.headers.ReadingBuffer;
import app.quotawatch.headers.WindowReading;
import app.quotawatch.time.Moment;

/** The windows that one provider reports, a bounded number of them. Not thread-safe. */
final class ReportedQuotas {

    /*
     * In the order in which they were first reported. APIs that send the same headers each time report their windows in that
     * order, too, so that a window is found at its position, by a name that is the same string. No iterators, as every call
     * passes here.
     */

    private static final int MAX_WINDOWS = 32;

    private final List<ReportedQuota> windows = new ArrayList<>();

    /**
     * Takes what a response reported. The call itself is already included in the provider's numbers. If the response reported no
     * window, the call is added to all windows; if it reported some, the others do not concern it.
     */
    void take(ReadingBuffer reading, long tokens, Moment now) {
        if (reading.size() == 0) {
            for (int i = 0; i < windows.size(); i++) {
                windows.get(i).countOn(1, tokens);
            }
            return;
        }
        for (int i = 0; i < reading.size(); i++) {
            WindowReading window = reading.window(i);
            ReportedQuota known = find(i, window.name());
            if (known != null) {
                known.report(window, now);
            } else if (isQuota(window)) {
                if (windows.size() == MAX_WINDOWS) {
                    removeOldest();
                }
                windows.add(new ReportedQuota(window, now));
            }
        }
    }

    private @Nullable ReportedQuota find(int position, String name) {
        if (position < windows.size() && windows.get(position).name().equals(name)) {
            return windows.get(position);
        }
        for (int i = 0; i < windows.size(); i++) {
            if (windows.get(i).name().equals(name)) {
                return windows.get(i);
            }
        }
        return null;
    }

    /* There is nothing to count against a reset alone, or a pace of half a call per second. */
    private static boolean isQuota(WindowReading window) {
        return window.remaining() >= 0 || window.used() >= 0 || window.limit() >= 1 || window.limit() == 0;
    }

    private void removeOldest() {
        int oldest = 0;
        for (int i = 1; i < windows.size(); i++) {
            if (windows.get(i).reportedAtNanos() < windows.get(oldest).reportedAtNanos()) {
                oldest = i;
            }
        }
        windows.remove(oldest);
    }

    /** Removes the windows that have ended, and adds the events of the others. */
    void check(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        for (int i = 0; i < windows.size(); i++) {
            ReportedQuota window = windows.get(i);
            if (window.isOver(now)) {
                window.end(now, context, events);
                windows.remove(i--);
            } else {
                window.check(now, context, events);
            }
        }
    }

    /** Like {@link #check}, but only if time alone has changed a window since. */
    void checkDue(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        for (int i = 0; i < windows.size(); i++) {
            if (windows.get(i).isDue(now)) {
                check(now, context, events);
                return;
            }
        }
    }

    List<ReportedQuota> all() {
        return windows;
    }
}
