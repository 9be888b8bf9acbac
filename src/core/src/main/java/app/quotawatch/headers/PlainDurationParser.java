package app.quotawatch.headers;

/** Reads the durations that nearly all are: {@code 17ms}, {@code 1.2s}, {@code 6m0s}. Stage: values. */
final class PlainDurationParser {

    /*
     * Two of these come with nearly every response of some APIs. So they are read in one pass and without an object, and
     * only where that yields the very number that DurationParser would yield, which reads whatever is left.
     */

    /* A number of no more characters is exact, and has no decimal that NumberParser reads over. */
    private static final int LONGEST_NUMBER = 10;

    private PlainDurationParser() {}

    /** Returns the seconds, or NaN: DurationParser may read it. */
    static double seconds(String text) {
        int length = text.length();
        double total = 0;
        int at = 0;
        while (at < length) {
            int start = at;
            long digits = 0;
            // what to divide by; 0 before the dot
            long scale = 0;
            char c = text.charAt(at);
            while (c >= '0' && c <= '9' || c == '.' && scale == 0) {
                digits = c == '.' ? digits : digits * 10 + c - '0';
                scale = c == '.' ? 1 : scale * 10;
                at++;
                if (at == length || at - start > LONGEST_NUMBER) {
                    return Double.NaN;
                }
                c = text.charAt(at);
            }
            if (at - start < (scale == 0 ? 1 : 2)) {
                return Double.NaN;
            }
            int end = at + 1 < length && text.charAt(at + 1) == 's' ? at + 2 : at + 1;
            total += (scale <= 1 ? digits : (double) digits / scale) * unitSeconds(text, at, end);
            at = end;
        }
        return at > 0 && total <= DurationParser.MAX_SECONDS ? total : Double.NaN;
    }

    /** Returns the seconds of the unit between these positions, or NaN if it is none of the usual ones. */
    static double unitSeconds(String text, int start, int end) {
        if (end - start == 1) {
            return switch (text.charAt(start)) {
                case 's' -> 1;
                case 'm' -> 60;
                case 'h' -> 3600;
                default -> Double.NaN;
            };
        }
        return end - start == 2 && text.charAt(start) == 'm' && text.charAt(start + 1) == 's' ? 1e-3 : Double.NaN;
    }
}
