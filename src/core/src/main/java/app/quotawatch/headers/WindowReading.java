package app.quotawatch.headers;

import org.jspecify.annotations.Nullable;

import app.quotawatch.time.EpochNanos;

/**
 * One window of a {@link ReadingBuffer}: a {@link ReportedWindow} in plain numbers. Its contents change with the next
 * response. Stage: assembling, the result.
 */
public final class WindowReading {

    private static final String REQUESTS = "requests";
    private static final long SECOND = 1_000_000_000;
    private static final long DAY_SECONDS = 86_400;
    /* What a server adds by rounding up, and by counting a moment later. */
    private static final long ROUNDED_SECONDS = 2;
    private static final double FASTEST_PER_MILLI = 1;

    String name = "";
    private String unit = REQUESTS;
    double limit;
    double remaining;
    double used;
    long resetAtNanos;
    private boolean resetBare;
    long windowSeconds;

    WindowReading() {}

    /** Forgets the last response's window, and begins one of which only the names are known. */
    void begin(String newName, @Nullable String newUnit, long newWindowSeconds) {
        String counted = newUnit == null ? REQUESTS : newUnit;
        // Nearly always they are those of the last response. A write of a reference to an old object is noted for the
        // garbage collector, which costs much more than comparing.
        if (name != newName) {
            name = newName;
        }
        if (unit != counted) {
            unit = counted;
        }
        windowSeconds = newWindowSeconds;
        limit = Double.NaN;
        remaining = Double.NaN;
        used = Double.NaN;
        resetAtNanos = EpochNanos.UNKNOWN;
        resetBare = false;
    }

    /**
     * Whether it states enough to be reported.
     *
     * @param weak whether it means something only beside others; see {@link HeaderName#weak}
     * @param vague whether its limit is one only beside others; see {@link HeaderName#vague}
     * @param rejected whether the call was rejected: only then a quota of zero is believed
     */
    boolean isWindow(boolean weak, boolean vague, boolean rejected) {
        if (vague && Double.isNaN(remaining) && Double.isNaN(used)) {
            limit = Double.NaN;
        }
        if (limit == 0) {
            // 0 as a limit beside something remaining is a default that was never set: the limit is unknown.
            if (remaining > 0) {
                limit = Double.NaN;
            } else if (!rejected) {
                // 0 of 0 on a success (GitHub GraphQL for anonymous callers): this window is not counted
                return false;
            }
        }
        // Nothing left of an unknown quota, and the call succeeded: a prepaid balance of a caller who has none (OpenAlex)
        if (remaining == 0 && !rejected && Double.isNaN(limit) && Double.isNaN(used)) {
            remaining = Double.NaN;
        }
        boolean measured = !Double.isNaN(limit) || !Double.isNaN(remaining);
        boolean reports = measured || !Double.isNaN(used) || resetAtNanos != EpochNanos.UNKNOWN;
        return reports && !(weak && windowSeconds < 0 && !measured);
    }

    /**
     * Forgets a reset that is later than its window is long: one of the two is not in seconds, or is of another window. A
     * distance whose unit nothing states is also forgotten where it is more than a day away without a window of that
     * length (593127 is ten minutes in milliseconds at Prisjakt), or a limit that nobody could use up in as many
     * milliseconds (148800 beside a million requests at RapidAPI). So is a round thousand that is not a number of whole
     * hours, unless the window's length bears it out: 60000 is a minute in milliseconds at MuleSoft.
     *
     * @param observedNanos when the response arrived
     * @param longestSeconds the longest that the window may be, or -1
     * @param bare whether nothing states the unit; anything else may be by a clock that differs from ours
     */
    void checkReset(long observedNanos, long longestSeconds, boolean bare) {
        boolean checked = bare || longestSeconds > 0;
        if (resetAtNanos == EpochNanos.UNKNOWN || !checked) {
            return; // nearly always, and it spares the division
        }
        long seconds = (resetAtNanos - observedNanos) / SECOND;
        boolean late = longestSeconds > 0
                ? seconds > longestSeconds + (bare ? ROUNDED_SECONDS : ResponseClock.SKEW_SECONDS)
                : bare && (seconds > DAY_SECONDS && !(unit.equals(REQUESTS) && limit >= seconds * FASTEST_PER_MILLI)
                        || DurationParser.looksLikeMillis((resetAtNanos - observedNanos) / (double) SECOND));
        if (late) {
            resetAtNanos = EpochNanos.UNKNOWN;
        }
        resetBare = bare && !late && longestSeconds <= 0;
    }

    /** Returns the longest that a window of this length and dimension may be, in seconds; -1 if that is not known. */
    static long longestSeconds(long windowSeconds, String dimension) {
        if (windowSeconds > 0) {
            return windowSeconds;
        }
        return dimension.contains("month")
                ? DurationParser.MONTH_SECONDS
                : dimension.contains("year") ? (long) DurationParser.MAX_SECONDS : -1;
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

    /** Whether the reset was a distance whose unit nothing states, read as seconds, and no window's length bears it out. */
    public boolean isResetBare() {
        return resetBare;
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
