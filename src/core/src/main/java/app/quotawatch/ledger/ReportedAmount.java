package app.quotawatch.ledger;

import app.quotawatch.headers.WindowReading;

/** How much of a window is used, by its provider's last report and our own calls since. Not thread-safe. */
final class ReportedAmount {

    private String unit;
    private long limit = Alerts.UNKNOWN;
    private long used;
    private long remaining;
    private long since;

    ReportedAmount(String unit) {
        this.unit = unit;
    }

    /** Takes a report, which includes all calls so far. One that does not state the limit leaves it as it is. */
    void take(WindowReading window) {
        if (unit != window.unit()) { // see WindowReading.begin
            unit = window.unit();
        }
        long reported = quota(window.limit());
        limit = reported < 0 ? limit : reported;
        remaining = whole(window.remaining(), false);
        used = usedOr(whole(window.used(), true));
        if (limit >= 0 && remaining < 0 && used >= 0) {
            remaining = Math.max(0, limit - used);
        }
        since = 0;
    }

    /** Takes a report that another replica of the fleet received. */
    void take(FleetWindow window) {
        limit = window.limit();
        remaining = window.remaining();
        used = usedOr(window.used());
        since = window.usedSince();
    }

    /** Takes what remains by such a report if it is less. */
    void takeLess(FleetWindow window) {
        if (window.remaining() >= 0 && (remaining < 0 || window.effective() < remaining())) {
            remaining = window.remaining();
            used = usedOr(window.used());
            since = window.usedSince();
        }
    }

    /** Keeps what remained by an earlier report if that was less. */
    void keepLess(long lastRemaining) {
        if (lastRemaining >= 0 && remaining > lastRemaining) {
            remaining = lastRemaining;
            used = usedOr(used);
        }
    }

    /* What a report calls "used" may be the cost of one call; the difference is not. */
    private long usedOr(long stated) {
        return limit >= 0 && remaining >= 0 ? Math.max(0, limit - remaining) : stated;
    }

    /* A limit of less than one is a pace, not a quota. */
    static long quota(double limit) {
        return limit == 0 || limit >= 1 ? (long) limit : Alerts.UNKNOWN;
    }

    /* Of a fraction, only the integral part certainly remains. */
    private static long whole(double number, boolean up) {
        return Double.isNaN(number) ? Alerts.UNKNOWN : (long) (up ? Math.ceil(number) : Math.floor(number));
    }

    /** Counts own calls, or their tokens, that no report of this window includes yet. */
    void countOn(long requests, long tokens) {
        since += switch (unit) {
            case "requests" -> requests;
            case "tokens" -> tokens;
            default -> 0;
        };
    }

    String unit() {
        return unit;
    }

    /** Returns the limit, or {@link Alerts#UNKNOWN}. */
    long limit() {
        return limit;
    }

    /** Returns what remains by the last report less what was used since, or {@link Alerts#UNKNOWN}. */
    long remaining() {
        return remaining < 0 ? remaining : Math.max(0, remaining - since);
    }

    /** Returns what is used, or {@link Alerts#UNKNOWN}; more than the limit only if the provider says so. */
    long used() {
        long counted = used < 0 ? used : used + since;
        return limit < 0 ? counted : Math.max(used, Math.min(counted, limit));
    }

    /** Returns what remains by the last report alone, or {@link Alerts#UNKNOWN}. */
    long reportedRemaining() {
        return remaining;
    }

    /** Returns what is used by the last report alone, or {@link Alerts#UNKNOWN}. */
    long reportedUsed() {
        return used;
    }

    /** Whether more remains by this report than by the last one. */
    boolean isLessThan(WindowReading window) {
        return remaining >= 0 && window.remaining() > remaining;
    }

    /** Whether so much less is used than by an earlier report that the window must have been reset. */
    boolean hasFallenFrom(long lastUsed) {
        return used >= 0 && lastUsed > 0 && used <= lastUsed / 2;
    }
}
