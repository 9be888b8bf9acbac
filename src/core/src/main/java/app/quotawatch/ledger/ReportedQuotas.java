package app.quotawatch.ledger;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.headers.ReadingBuffer;
import app.quotawatch.headers.WindowReading;
import app.quotawatch.spi.fleet.ReportedWindow;
import app.quotawatch.time.Moment;

/** The windows that one provider reports, a bounded number of them. Not thread-safe. */
final class ReportedQuotas {

    /*
     * In the order in which they were first reported. APIs that send the same headers each time report their windows in that
     * order, too, so that a window is found at its position, by a name that is the same string. No iterators, as every call
     * passes here.
     *
     * Providers limit by model, key or project, and send all of these windows under one name. So a window is identified by its name,
     * its partition and its limit. A limit that was changed looks the same: the window with the old one is not shown any more when
     * it has not been reported for a minute, and the other has. It is kept until its reset all the same: if it is the window of a
     * model that is called seldom, it must not report its thresholds again. A report without a limit can only be assigned if there
     * is one window that it can mean.
     */

    private static final int MAX_WINDOWS = 32;

    private final List<ReportedQuota> windows = new ArrayList<>();
    private boolean contradictory;

    /**
     * Takes what a response reported. The call itself is already included in the provider's numbers. If the response reported no
     * window, the call is added to all windows of its partition, unless it was rejected, which uses nothing; if it reported some,
     * the others do not concern it.
     *
     * @param partition that of the call, or null
     */
    void take(ReadingBuffer reading, ApiCall call, @Nullable String partition, Moment now) {
        if (reading.size() == 0) {
            long tokens = call.tokens().orElse(0);
            for (int i = 0; i < windows.size() && !call.hit429(); i++) {
                if (windows.get(i).belongsTo(partition) && isValid(i, now)) {
                    windows.get(i).countOn(1, tokens);
                }
            }
            return;
        }
        for (int i = 0; i < reading.size(); i++) {
            WindowReading window = reading.window(i);
            ReportedQuota known = find(i, window, partition);
            if (known != null) {
                known.report(window, call, now);
                contradictory |= partition == null && known.isSeveral();
            } else if (isQuota(window)) {
                if (windows.size() == MAX_WINDOWS) {
                    removeOldest();
                }
                windows.add(new ReportedQuota(window, partition, now));
            }
        }
    }

    /** Takes what the provider reported to other replicas of the fleet. */
    void take(List<FleetWindow> ofOthers, Moment now) {
        for (FleetWindow window : ofOthers) {
            ReportedQuota known = find(window);
            if (known != null) {
                known.report(window, now);
            } else if (window.isQuota() && !window.isOver(now) && windows.size() < MAX_WINDOWS) {
                windows.add(new ReportedQuota(window, now));
            }
        }
    }

    private @Nullable ReportedQuota find(FleetWindow window) {
        for (int i = 0; i < windows.size(); i++) {
            ReportedQuota known = windows.get(i);
            if (known.isNamed(window.name(), window.partition()) && known.amount().limit() == window.limit()
                    && known.amount().unit().equals(window.unit())) {
                return known;
            }
        }
        return null;
    }

    /** Returns what to share with the fleet, until {@link #confirm}. */
    List<ReportedWindow> share(Moment now) {
        List<ReportedWindow> news = new ArrayList<>(0);
        for (int i = 0; i < windows.size(); i++) {
            ReportedWindow window = windows.get(i).share(now);
            if (window != null) {
                news.add(window);
            }
        }
        return news;
    }

    /** Notes that the store has received what was shared. */
    void confirm() {
        for (int i = 0; i < windows.size(); i++) {
            windows.get(i).confirm();
        }
    }

    boolean isEmpty() {
        return windows.isEmpty();
    }

    private @Nullable ReportedQuota find(int position, WindowReading window, @Nullable String partition) {
        long limit = ReportedAmount.quota(window.limit());
        if (position < windows.size() && limit >= 0) {
            ReportedQuota usual = windows.get(position);
            if (usual.amount().limit() == limit && usual.isNamed(window.name(), partition)) {
                return usual;
            }
        }
        ReportedQuota possible = null;
        int named = 0;
        for (int i = 0; i < windows.size(); i++) {
            ReportedQuota known = windows.get(i);
            if (known.isNamed(window.name(), partition)) {
                if (known.amount().limit() == limit) {
                    return known;
                }
                named++;
                if (limit < 0 || known.amount().limit() < 0) {
                    possible = known;
                }
            }
        }
        return limit < 0 && named > 1 ? null : possible;
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
                window.recover(now, context, events);
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

    /** Whether windows without a partition have contradicted themselves. */
    boolean isContradictory() {
        return contradictory;
    }

    /** Returns the windows that are valid now. */
    List<ReportedQuota> valid(Moment now) {
        List<ReportedQuota> valid = new ArrayList<>(windows.size());
        for (int i = 0; i < windows.size(); i++) {
            if (isValid(i, now)) {
                valid.add(windows.get(i));
            }
        }
        return valid;
    }

    /* Whether its limit has not been replaced by another one. */
    private boolean isValid(int i, Moment now) {
        ReportedQuota window = windows.get(i);
        if (window.isValidBesideOthers(now)) {
            return true;
        }
        for (int j = 0; j < windows.size(); j++) {
            ReportedQuota other = windows.get(j);
            if (other.isSameNameAs(window) && other.reportedAtNanos() > window.reportedAtNanos()) {
                return false;
            }
        }
        return true;
    }
}
