package app.quotawatch.headers;

/**
 * Reads plain decimal numbers: ASCII digits, at most one dot, an optional minus. No exponents, no NaN, no other digits.
 * Stage: values.
 */
final class NumberParser {

    /*
     * Double.parseDouble is not used, for three reasons. It accepts "NaN", "Infinity", "1e400" and "0x1p3",
     * which as a limit would never be exceeded or never be reached. It throws where most texts that are tried
     * here are not numbers, and an exception costs more than the whole response. And it is slower, on a path
     * that every call takes several times.
     *
     * Long.parseLong and Character.isDigit accept digits of all scripts; a value with Arabic digits comes from
     * no server that counts requests, but from somebody who looks for two readers that differ.
     */

    /*
     * Beyond 2^53 doubles skip whole numbers, so remaining and limit could no longer be compared; no quota is that
     * large.
     */
    private static final long MAX = 1L << 53;
    /*
     * Nanoseconds. Further decimals are read over, as they would overflow the digits that matter (Go prints
     * up to 9).
     */
    private static final int MAX_DECIMALS = 9;
    /* Digits that stay below MAX whatever they are, so that nothing needs to be checked on the way. */
    private static final int SHORT = 15;

    /** The text is not digits alone. */
    static final long NOT_DIGITS = -1;

    private NumberParser() {}

    /** Returns the number that is the whole text, or NaN. */
    static double parse(String text) {
        long digits = digits(text);
        return digits != NOT_DIGITS ? digits : isWord(text) ? Double.NaN : parse(text, 0, text.length());
    }

    /* It ends with a unit, or is not a number at all. */
    private static boolean isWord(String text) {
        return !text.isEmpty() && text.charAt(text.length() - 1) > '9';
    }

    /** Returns the number if the text is digits and nothing else, at most 15; otherwise {@link #NOT_DIGITS}. */
    static long digits(String text) {
        int length = text.length();
        if (length == 0 || length > SHORT || text.charAt(length - 1) > '9') {
            return NOT_DIGITS;
        }
        long digits = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NOT_DIGITS;
            }
            digits = digits * 10 + digit;
        }
        return digits;
    }

    /** Returns the number between these positions, white space around it allowed, or NaN. */
    static double parse(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        boolean negative = start < end && text.charAt(start) == '-';
        return magnitude(text, negative ? start + 1 : start, end) * (negative ? -1 : 1);
    }

    private static double magnitude(String text, int start, int end) {
        long digits = 0;
        long scale = 1;
        int decimals = -1;
        int seen = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' && decimals < 0) {
                decimals = 0;
            } else if (c < '0' || c > '9') {
                return Double.NaN;
            } else {
                seen++;
                if (decimals < 0) {
                    digits = digits * 10 + (c - '0');
                } else if (decimals < MAX_DECIMALS && digits < MAX / 10) {
                    digits = digits * 10 + (c - '0');
                    scale *= 10;
                    decimals++;
                }
                if (digits > MAX) {
                    return Double.NaN;
                }
            }
        }
        // "." and "-" are not zero. Dividing once rounds once; adding tenths and hundredths would round at
        // every digit.
        return seen == 0 ? Double.NaN : scale == 1 ? digits : (double) digits / scale;
    }

    /*
     * What RFC 9110 calls OWS; other control characters in a value are not white space but a sign of an
     * attack.
     */
    static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
