package app.quotawatch.headers;

/** Reads plain decimal numbers: ASCII digits, at most one dot, an optional minus. No exponents, no NaN, no other digits. */
final class NumberParser {

    /* Beyond it doubles skip whole numbers, and no quota is that large. */
    private static final long MAX = 1L << 53;
    private static final int MAX_DECIMALS = 9;

    private NumberParser() {}

    /** Returns the number that is the whole text, or NaN. */
    static double parse(String text) {
        return parse(text, 0, text.length());
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
        return seen == 0 ? Double.NaN : scale == 1 ? digits : (double) digits / scale;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
