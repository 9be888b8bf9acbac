package app.quotawatch.headers;

/** Reads the durations that nearly all are: {@code 17ms}, {@code 1.2s}, {@code 6m0s}. Stage: values. */
final class PlainDurationParser {

    /*
     * Two of these come with nearly every response of some APIs. So they are read in one pass, without an object, and in
     * whole nanoseconds, which need no division and no rounding. DurationParser reads whatever is left.
     */

    /** Not such a duration; DurationParser may read it. */
    static final long NONE = -1;

    private static final double MAX_NANOS = DurationParser.MAX_SECONDS * 1e9;
    /* The nanoseconds of a second, of a tenth of it, and so on. */
    private static final int[] PARTS = {1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100,
            10, 1};
    private static final int MILLI = 3;
    /* Longer ones could overflow. */
    private static final int LONGEST_NUMBER = 10;
    private static final int NO_DOT = -1;

    private PlainDurationParser() {}

    /** Returns the nanoseconds, or {@link #NONE}. */
    static long nanos(String text) {
        int length = text.length();
        if (length > DurationParser.MAX_LENGTH) {
            return NONE;
        }
        long total = 0;
        int start = 0;
        long digits = 0;
        int dot = NO_DOT;
        for (int at = 0; at < length; at++) {
            char c = text.charAt(at);
            if (NumberParser.isDigit(c)) {
                digits = digits * 10 + c - '0';
            } else if (c == '.' && dot == NO_DOT) {
                dot = at;
            } else {
                boolean milli = c == 'm' && at + 1 < length && text.charAt(at + 1) == 's';
                long nanos = isNumber(start, dot, at) ? unit(c, milli, dot == NO_DOT ? 0 : at - dot - 1) : NONE;
                if (nanos == NONE || (double) digits * nanos > MAX_NANOS) {
                    return NONE;
                }
                total += digits * nanos;
                at += milli ? 1 : 0;
                start = at + 1;
                digits = 0;
                dot = NO_DOT;
            }
        }
        return length > 0 && start == length && total <= MAX_NANOS ? total : NONE;
    }

    /* Whether there is a digit, and not too many. */
    private static boolean isNumber(int start, int dot, int end) {
        int length = end - start;
        return length > (dot == NO_DOT ? 0 : 1) && length <= LONGEST_NUMBER;
    }

    /* Returns the nanoseconds of the last digit of a number with this unit. */
    private static long unit(char letter, boolean milli, int decimals) {
        int place = milli ? decimals + MILLI : decimals;
        if (place >= PARTS.length) {
            return NONE;
        }
        long nanos = PARTS[place];
        return milli ? nanos : switch (letter) {
            case 's' -> nanos;
            case 'm' -> 60 * nanos;
            case 'h' -> 3600 * nanos;
            default -> NONE;
        };
    }
}
