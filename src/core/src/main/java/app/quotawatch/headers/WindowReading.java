package app.quotawatch.headers;

import org.jspecify.annotations.Nullable;

/**
 * One window of a {@link ReadingBuffer}: a {@link ReportedWindow} in plain numbers. Its contents change with the next
 * response. Stage: assembling, the result.
 */
public final class WindowReading {

    private static final String REQUESTS = "requests";

    String name = "";
    private String unit = REQUESTS;
    double limit;
    double remaining;
    double used;
    long resetAtNanos;
    long windowSeconds;

    WindowReading() {}

    /** Forgets the last response's window, and begins one of which only the names are known. */
    void begin(String newName, @Nullable String newUnit, long newWindowSeconds) {
        name = newName;
        unit = newUnit == null ? REQUESTS : newUnit;
        windowSeconds = newWindowSeconds;
        limit = Double.NaN;
        remaining = Double.NaN;
        used = Double.NaN;
        resetAtNanos = EpochNanos.UNKNOWN;
    }

    /**
     * Whether it states enough to be reported.
     *
     * @param weak whether it means something only beside others; see {@link HeaderName#weak}
     * @param rejected whether the call was rejected: only then a quota of zero is believed
     */
    boolean isWindow(boolean weak, boolean rejected) {
        if (limit == 0) {
            // 0 as a limit beside something remaining is a default that was never set: the limit is unknown.
            if (remaining > 0) {
                limit = Double.NaN;
            } else if (!rejected) {
                // 0 of 0 on a success (GitHub GraphQL for anonymous callers): this window is not counted
                return false;
            }
        }
        boolean measured = !Double.isNaN(limit) || !Double.isNaN(remaining);
        boolean reports = measured || !Double.isNaN(used) || resetAtNanos != EpochNanos.UNKNOWN;
        return reports && !(weak && windowSeconds < 0 && !measured);
    }

    ReportedWindow toWindow() {
        return new ReportedWindow(name, unit, limit, remaining, used,
                resetAtNanos == EpochNanos.UNKNOWN ? null : EpochNanos.toInstant(resetAtNanos), windowSeconds);
    }

    /** Returns what is limited; see {@link ReportedWindow#name}. */
    public String name() {
        return name;
    }

    /** Returns what is counted. */
    public String unit() {
        return unit;
    }

    /** Returns the quota, or NaN. */
    public double limit() {
        return limit;
    }

    /** Returns how much of the quota is unused, or NaN. */
    public double remaining() {
        return remaining;
    }

    /** Returns how much of the quota is used, or NaN; see {@link ReportedWindow#used}. */
    public double used() {
        return used;
    }

    /** Returns when the window starts again, on our clock, or {@link EpochNanos#UNKNOWN}. */
    public long resetAtNanos() {
        return resetAtNanos;
    }

    /** Returns the length of the window, or -1. */
    public long windowSeconds() {
        return windowSeconds;
    }

    @Override
    public String toString() {
        return toWindow().toString();
    }
}
