package app.quotawatch.headers;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads headers that are written in one line, and writes what was read in one line a window. */
final class ReadingText {

    /** When every response arrives: 1759320000 seconds since 1970. */
    static final Instant NOW = Instant.parse("2025-10-01T12:00:00Z");

    private ReadingText() {}

    /**
     * Returns "name [unit other than requests] limit remaining used reset window" for each window; "-" is unknown.
     *
     * @param headers "name: value", with "|" between two headers
     */
    static List<String> windowsOf(String headers, int status) {
        return reading(headers, status).windows().stream()
                .map(window -> window.name() + " " + numbers(window)).toList();
    }

    /** Returns the same without the names. */
    static List<String> numbersOf(String headers, int status) {
        return reading(headers, status).windows().stream().map(ReadingText::numbers).toList();
    }

    static RateLimitReading reading(String headers, int status) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String header : headers.split("\\|")) {
            all.put(header.substring(0, header.indexOf(": ")), header.substring(header.indexOf(": ") + 2));
        }
        return new RateLimitReader().read(RateLimitHeaders.select(all), status, null, NOW);
    }

    private static String numbers(ReportedWindow window) {
        String reset = window.resetAt() == null
                ? "-"
                : "+" + number(Duration.between(NOW, window.resetAt()).toNanos() / 1e9);
        String numbers = String.join(" ", number(window.limit()), number(window.remaining()), number(window.used()),
                reset, window.windowSeconds() < 0 ? "-" : String.valueOf(window.windowSeconds()));
        return window.unit().equals("requests") ? numbers : window.unit() + " " + numbers;
    }

    private static String number(double number) {
        if (Double.isNaN(number)) {
            return "-";
        }
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    /** Compares two windows without names; "*" equals everything. */
    static int compare(String one, String other) {
        String[] ones = one.split(" ");
        String[] others = other.split(" ");
        if (ones.length != others.length) {
            return ones.length - others.length;
        }
        for (int i = 0; i < ones.length; i++) {
            if (!ones[i].equals("*") && !others[i].equals("*") && !ones[i].equals(others[i])) {
                return ones[i].compareTo(others[i]);
            }
        }
        return 0;
    }
}
