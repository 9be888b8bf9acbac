package app.quotawatch.server.view;

/**
 * How the newest calls are looked for: first in the time before the newest, in all others only if these are too few. PostgreSQL then
 * plans few partitions, instead of each that is kept.
 */
final class LookBack {

    private LookBack() {}

    /** Returns the starts of the spans that end at an instant, each inclusive, latest first. The last contains everything. */
    static long[] startsBefore(long end) {
        return new long[]{end - TimeRange.HOUR, end - TimeRange.DAY, Long.MIN_VALUE};
    }
}
