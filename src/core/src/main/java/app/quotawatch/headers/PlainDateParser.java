package app.quotawatch.headers;

/**
 * Reads the two forms in which nearly all dates are written: {@code Sun, 06 Nov 1994 08:49:37 GMT}, as RFC 9110 demands,
 * and {@code 1994-11-06T08:49:37Z} of RFC 3339. Stage: values.
 */
final class PlainDateParser {

    /*
     * Every response has a date, so this way has no objects. It accepts only what DateParser reads as the same second;
     * whatever deviates in a character, is not a day of its month, or is before 1970, is left to DateParser.
     */

    /** Not such a date; DateParser may read it. */
    static final long NONE = Long.MIN_VALUE;

    private static final int HTTP_LENGTH = 29;
    private static final int RFC_3339_LENGTH = 20;
    private static final String DAYS = "Mon,Tue,Wed,Thu,Fri,Sat,Sun,";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    /* More than any sum of digits makes up for. */
    private static final int NO_NUMBER = -1_000_000;
    private static final int FIRST_YEAR = 1970;

    private PlainDateParser() {}

    /** Returns the seconds since 1970, or {@link #NONE}. */
    static long second(String text) {
        return switch (text.length()) {
            case HTTP_LENGTH -> http(text);
            case RFC_3339_LENGTH -> rfc3339(text);
            default -> NONE;
        };
    }

    private static long http(String text) {
        boolean form = text.charAt(4) == ' ' && text.charAt(7) == ' ' && text.charAt(11) == ' '
                && text.charAt(16) == ' ' && text.endsWith(" GMT") && indexOf(DAYS, text, 0, 4) >= 0;
        int month = indexOf(MONTHS, text, 8, 3) + 1;
        return form && month > 0 ? second(text, year(text, 12), month, two(text, 5), 17) : NONE;
    }

    private static long rfc3339(String text) {
        boolean form = text.charAt(4) == '-' && text.charAt(7) == '-' && text.charAt(10) == 'T'
                && text.charAt(19) == 'Z';
        return form ? second(text, year(text, 0), two(text, 5), two(text, 8), 11) : NONE;
    }

    private static long second(String text, int year, int month, int day, int timeAt) {
        int hour = two(text, timeAt);
        int minute = two(text, timeAt + 3);
        int second = two(text, timeAt + 6);
        boolean exists = text.charAt(timeAt + 2) == ':' && text.charAt(timeAt + 5) == ':'
                && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
                && year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year);
        return exists ? epochDay(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second : NONE;
    }

    private static int daysIn(int month, int year) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /* Counted from March, so that the day of the leap year is the last one. */
    private static long epochDay(int year, int month, int day) {
        long years = month > 2 ? year : year - 1L;
        int months = month > 2 ? month - 3 : month + 9;
        // the days from the first of March to the first of a month, then those from the year 0 to 1970
        return years * 365 + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 719_469;
    }

    /* Which of the parts of this length it is, or -1. */
    private static int indexOf(String parts, String text, int at, int length) {
        for (int i = 0; i < parts.length(); i += length) {
            if (parts.regionMatches(i, text, at, length)) {
                return i / length;
            }
        }
        return -1;
    }

    private static int year(String text, int at) {
        return two(text, at) * 100 + two(text, at + 2);
    }

    private static int two(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? NO_NUMBER : tens * 10 + ones;
    }
}
