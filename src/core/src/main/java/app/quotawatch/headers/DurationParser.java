package app.quotawatch.headers;

import java.util.Locale;

/**
 * Reads lengths of time that state their unit: {@code 6m0s}, {@code 172.799999ms}, {@code 5 minutes}, {@code PT1M}.
 * Stage: values.
 */
final class DurationParser {

    /*
     * Letters in a time are evidence, and the best there is: "6m0s" (OpenAI) can mean nothing else, so what
     * carries its unit is never guessed. The notations are Go's time.Duration, which most gateways print
     * (Groq, Traefik), ISO 8601 as far as days and times go, and words ("5 minutes", Trakt). All are sequences
     * of a number and a unit, so one loop reads them. An unknown unit ("1 fortnight") makes the whole text
     * unreadable: half a duration is a wrong one.
     *
     * "m" is a minute, never a month: Go prints minutes so. Months and years have no fixed length, and 30 days would
     * be wrong most of the time; they are known as units but never as seconds.
     */

    /* No real duration is longer, and the text is copied below. */
    static final int MAX_LENGTH = 40;
    private static final double NANOS = 1e9;

    /**
     * A year and a day, the longest plan that is sold, with room for a leap year: what is longer is an error or an
     * attack.
     */
    static final double MAX_SECONDS = 367 * 86_400d;
    /** The longest month. */
    static final long MONTH_SECONDS = 31 * 86_400;

    private DurationParser() {}

    /** Returns the seconds, or NaN if the text is not a sequence of numbers with units. */
    static double seconds(String text) {
        if (text.length() > MAX_LENGTH) {
            return Double.NaN;
        }
        String lower = isPlain(text) ? text : text.trim().toLowerCase(Locale.ROOT);
        return lower.startsWith("p") ? isoSeconds(lower) : sequence(lower);
    }

    /*
     * ISO 8601: "PT1M", "P1DT12H". Behind the T it is the same sequence as the others; in front of it an M is a month,
     * which has no fixed length.
     */
    private static double isoSeconds(String text) {
        int time = text.indexOf('t');
        String days = text.substring(1, time < 0 ? text.length() : time);
        if (days.indexOf('m') >= 0 || days.isEmpty() && time < 0) {
            return Double.NaN;
        }
        double seconds = time < 0 ? 0 : sequence(text.substring(time + 1));
        return days.isEmpty() ? seconds : sequence(days) + seconds;
    }

    private static double sequence(String lower) {
        double total = 0;
        int at = 0;
        while (at < lower.length()) {
            int unitStart = at;
            while (unitStart < lower.length()
                    && (NumberParser.isDigit(lower.charAt(unitStart)) || lower.charAt(unitStart) == '.')) {
                unitStart++;
            }
            double number = NumberParser.parse(lower, at, unitStart);
            while (unitStart < lower.length() && lower.charAt(unitStart) == ' ') {
                unitStart++;
            }
            int end = unitStart;
            while (end < lower.length() && isLetter(lower.charAt(end))) {
                end++;
            }
            total += number * seconds(lower, unitStart, end);
            // Negated, so that NaN from an unknown unit or a missing number ends here, too.
            if (!(total <= MAX_SECONDS)) {
                return Double.NaN;
            }
            at = end;
            while (at < lower.length() && lower.charAt(at) == ' ') {
                at++;
            }
        }
        return at == 0 ? Double.NaN : total;
    }

    /* As nearly all are written: there is nothing to trim, and no letter has another case. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && !NumberParser.isDigit(c) && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c > 'z' && Character.isAlphabetic(c);
    }

    /** Returns the seconds of {@code hh:mm:ss}, or NaN. */
    static double clockSeconds(String text) {
        String trimmed = text.trim();
        int first = trimmed.indexOf(':');
        int second = trimmed.indexOf(':', first + 1);
        // Two colons are demanded, since "12:30" may be minutes and seconds or hours and minutes.
        if (first < 0 || second < 0 || trimmed.indexOf('-') >= 0) {
            return Double.NaN;
        }
        double minutes = NumberParser.parse(trimmed, first + 1, second);
        double seconds = NumberParser.parse(trimmed, second + 1, trimmed.length());
        return minutes < 60 && seconds < 60
                ? NumberParser.parse(trimmed, 0, first) * 3600 + minutes * 60 + seconds
                : Double.NaN;
    }

    /*
     * The micro sign is one character in Latin-1, another in Greek, and two where UTF-8 was decoded as Latin-1, which
     * some HTTP clients do. Traefik sends microseconds.
     */
    private static double seconds(String text, int start, int end) {
        String unit = text.substring(start, end);
        return switch (unit) {
            case "ns" -> 1 / NANOS;
            case "us", "\u00b5s", "\u03bcs", "\u00e2\u00b5s" -> 1e-6;
            case "ms", "msec", "millis", "millisecond", "milliseconds" -> 1e-3;
            default -> unitSeconds(unit) > 0 ? unitSeconds(unit) : Double.NaN;
        };
    }

    /** Returns the seconds of a unit in lower case, 0 for one without a fixed length, -1 if it is none. */
    static long unitSeconds(String unit) {
        return switch (unit) {
            case "s", "sec", "secs", "second", "seconds" -> 1;
            case "m", "min", "mins", "minute", "minutes" -> 60;
            case "h", "hr", "hrs", "hour", "hours" -> 3600;
            case "d", "day", "days" -> 86_400;
            case "w", "week", "weeks" -> 7 * 86_400;
            case "mo", "month", "months", "y", "year", "years" -> 0;
            default -> -1;
        };
    }

    static String unitSymbol(long seconds) {
        return switch ((int) seconds) {
            case 1 -> "s";
            case 60 -> "m";
            case 3600 -> "h";
            case 86_400 -> "d";
            case 7 * 86_400 -> "w";
            default -> "mo";
        };
    }

    /**
     * Returns the length of a window in whole seconds, or -1. A bare number is seconds; but no provider sets a window
     * of ten thousand or sixty thousand seconds, so what looks like milliseconds stays unknown.
     *
     * @param unitMillis the unit that the header's name states, or 0
     */
    static long window(String text, long unitMillis) {
        double number = NumberParser.parse(text);
        double seconds;
        if (Double.isNaN(number)) {
            String trimmed = text.trim().toLowerCase(Locale.ROOT);
            // "minute" is one minute (a window named by its unit), but a lone "m" or "s" is more likely a
            // flag.
            long unit = trimmed.length() > 1 ? unitSeconds(trimmed) : -1;
            seconds = unit > 0 ? unit : seconds(text);
        } else if (unitMillis > 0) {
            seconds = number * unitMillis / 1000;
        } else {
            seconds = looksLikeMillis(number) ? Double.NaN : number;
        }
        return seconds >= 1 && seconds <= MAX_SECONDS && seconds == Math.rint(seconds) ? (long) seconds : -1;
    }

    /*
     * Whole hours up to two days and whole days are real windows in seconds (3600 of Ensembl, 21600 of
     * Docker Hub, 2592000 of Brave); other multiples of a thousand are milliseconds that somebody forgot to
     * name (3000, 10000, 60000). Of windows longer than a month only the year is sold: every third hour in milliseconds
     * is a whole number of days in seconds (21600000 is six hours, or 250 days).
     */
    static boolean looksLikeMillis(double seconds) {
        boolean hours = seconds % 3600 == 0 && seconds <= 48 * 3600;
        boolean days = seconds % 86_400 == 0 && (seconds <= MONTH_SECONDS || seconds >= 365 * 86_400);
        return seconds >= 1000 && seconds % 1000 == 0 && !hours && !days;
    }
}
