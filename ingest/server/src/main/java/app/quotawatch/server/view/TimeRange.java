package app.quotawatch.server.view;

import java.time.Duration;
import java.time.Instant;

/**
 * A range of time that is shown, in bars of equal width. Both ends are whole minutes, or whole hours where bars are as wide.
 *
 * @param from     its start, in milliseconds since the epoch
 * @param to       its end, exclusive
 * @param barWidth in milliseconds; bars begin at multiples of it, so that they keep their height as time passes
 */
record TimeRange(long from, long to, long barWidth) {

    static final long MINUTE = Duration.ofMinutes(1).toMillis();
    static final long HOUR = Duration.ofHours(1).toMillis();
    static final long DAY = Duration.ofDays(1).toMillis();
    /** 13 months, so that a month can be compared with that of a year ago. */
    static final long LONGEST = 397 * DAY;

    private static final long WIDEST = 3 * DAY;

    /** Returns the latest range of this length, which ends with the current minute or hour. */
    static TimeRange latest(long length, Instant now) {
        long step = width(length) < HOUR ? MINUTE : HOUR;
        long to = Math.floorDiv(now.toEpochMilli(), step) * step + step;
        return between(to - length, to);
    }

    /** Returns the smallest range of whole steps that contains both. */
    static TimeRange between(long from, long to) {
        long width = width(to - from);
        long step = width < HOUR ? MINUTE : HOUR;
        return new TimeRange(Math.floorDiv(from, step) * step, -Math.floorDiv(-to, step) * step, width);
    }

    private static long width(long length) {
        if (length <= 2 * HOUR) {
            return MINUTE;
        }
        if (length <= DAY) {
            return 15 * MINUTE;
        }
        if (length <= 7 * DAY + HOUR) {
            return 2 * HOUR;
        }
        return length <= 31 * DAY ? 6 * HOUR : WIDEST;
    }

    long firstBar() {
        return Math.floorDiv(from, barWidth);
    }

    int bars() {
        return (int) (Math.floorDiv(to - 1, barWidth) - firstBar()) + 1;
    }

    int bar(long at) {
        return (int) (Math.floorDiv(at, barWidth) - firstBar());
    }

    /** Whether hours are too coarse for the bars. */
    boolean needsMinutes() {
        return barWidth < HOUR;
    }

    /** Whether percentiles are computed: not over so many hours that this would take long. */
    boolean hasPercentiles() {
        return barWidth < WIDEST;
    }
}
