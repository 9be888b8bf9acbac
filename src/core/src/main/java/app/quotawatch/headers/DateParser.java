package app.quotawatch.headers;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Reads dates as they are written in headers: RFC 3339 and its relatives, the three forms of an HTTP-date (RFC 9110,
 * section 5.6.7), and what common languages print. Stage: values.
 */
final class DateParser {

    /*
     * One pass collects the parts in whatever order they come: a number with a colon is a time of day, four
     * digits are a year, one or two digits a day, letters a month or a weekday. A list of formats would be the
     * obvious way, but it fails on the variety that is really sent: "Mon, 19 Aug 2024 20:44:27 UTC" (Argo),
     * "2025-07-08 15:35:40 -0700" (Gusto), "2017-11-02T12:31:28.675446" without a zone (Azion), nine decimals
     * (Go), "Wed Oct 01 2025 12:00:30 GMT+0000 (Coordinated Universal Time)" (JavaScript). Each failing
     * DateTimeFormatter also costs an exception, and building the formatters costs a starting application
     * milliseconds.
     *
     * What is ambiguous is rejected: "01/02/2025" is January in one country and February in another, so a
     * month in digits is read only behind a year. A zone-less date is UTC, as all servers in the corpus that
     * omit it mean it; a zone that is named by anything but an offset, GMT or UTC is not guessed, as
     * abbreviations are not unique. Off by a zone, a reset is hours away and the application waits, or runs
     * into a rejection, for nothing. A time of day without a date names no instant.
     */

    /* JavaScript repeats the zone in words; nothing real is longer. */
    private static final int MAX_LENGTH = 80;
    /* English, because HTTP is; an application in another locale must read the same, so no locale is asked. */
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String DAYS = "monday tuesday wednesday thursday friday saturday sunday";

    private final String text;
    private int at;
    private int year = -1;
    private int month = -1;
    private int day = -1;
    private int hour = -1;
    private int minute;
    private int second;
    private int nanos;
    private int offsetSeconds;
    private boolean zoned;

    private DateParser(String text) {
        this.text = text;
    }

    /** Returns the instant that the text names, or null. A time of day without a date names none. */
    static @Nullable Instant parse(String text) {
        long second = PlainDateParser.second(text);
        return second == PlainDateParser.NONE ? parseAny(text) : Instant.ofEpochSecond(second);
    }

    /** Whether the text names an instant. */
    static boolean isDate(String text) {
        return PlainDateParser.second(text) != PlainDateParser.NONE || parseAny(text) != null;
    }

    /** Returns the instant without the short way of {@link PlainDateParser}. */
    static @Nullable Instant parseAny(String text) {
        String trimmed = text.trim();
        // No date has fewer than 8 characters ("1-Oct-25"), and most values that are tried here are
        // shorter.
        if (trimmed.length() > MAX_LENGTH || trimmed.length() < 8) {
            return null;
        }
        DateParser date = new DateParser(trimmed.toLowerCase(Locale.ROOT));
        return date.read() ? date.instant() : null;
    }

    private boolean read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == ',') {
                at++;
            } else if (c == '(') {
                // JavaScript repeats the zone in words, at the end
                at = text.length();
            } else if (c == '[' && zoned && text.endsWith("]")) {
                // Java's ZonedDateTime adds the zone's name to its offset
                at = text.length();
            } else if (NumberParser.isDigit(c)) {
                if (!readNumber()) {
                    return false;
                }
            } else if ((c == '+' || c == '-') && hour >= 0) {
                // behind a time of day a dash is an offset, before it a part of the date
                if (!readOffset(c == '-')) {
                    return false;
                }
            } else if (c >= 'a' && c <= 'z') {
                if (!readWord()) {
                    return false;
                }
            } else if (c == '-' && (day >= 0) != (year >= 0)) {
                at++;
            } else {
                return false;
            }
        }
        // midnight may be left out, a part of the date may not
        return year >= 0 && month > 0 && day > 0;
    }

    private boolean readNumber() {
        int start = at;
        // Nine digits fit into an int, and no branch below accepts that many.
        int number = digits(9);
        int length = at - start;
        char next = at < text.length() ? text.charAt(at) : ' ';
        if (length <= 2 && next == ':' && hour < 0) {
            hour = number;
            return readClock();
        }
        if (length == 4 && year < 0) {
            year = number;
            return next != '-' || month > 0 || readMonthAndDay();
        }
        if (length <= 2 && day < 0) {
            day = number;
            return true;
        }
        if (length == 2 && year < 0) {
            // RFC 850 has two digits; no quota resets in the last century
            year = 2000 + number;
            return true;
        }
        return false;
    }

    private boolean readMonthAndDay() {
        at++;
        int start = at;
        // Exactly two digits each, as RFC 3339 demands: no provider in the corpus prints "2025-1-2".
        month = digits(2);
        if (at - start != 2 || at >= text.length() || text.charAt(at) != '-') {
            return false;
        }
        at++;
        start = at;
        day = digits(2);
        if (at - start != 2) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == 't') {
            at++;
        }
        return true;
    }

    private boolean readClock() {
        at++;
        int start = at;
        minute = digits(2);
        if (at - start != 2) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
            start = at;
            second = digits(2);
            if (at - start != 2) {
                return false;
            }
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            start = at;
            nanos = digits(9);
            // Go prints nine decimals, Java up to nine, Python six, .NET seven; more than nine are read
            // over.
            for (int digits = at - start; digits < 9; digits++) {
                nanos *= 10;
            }
            while (at < text.length() && NumberParser.isDigit(text.charAt(at))) {
                at++;
            }
            return at > start;
        }
        return true;
    }

    private boolean readOffset(boolean west) {
        at++;
        int start = at;
        int hours = digits(2);
        // "GMT+0000" is one zone written twice; two different offsets are a contradiction.
        if (at - start != 2 || zoned && offsetSeconds != 0) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
        }
        start = at;
        int minutes = digits(2);
        zoned = true;
        offsetSeconds = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
        return at == start || at - start == 2;
    }

    private boolean readWord() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
            at++;
        }
        String word = text.substring(start, at);
        // Abbreviations such as "CST" stand for several zones; only names that are the same everywhere are read.
        if (word.equals("z") || word.equals("gmt") || word.equals("utc")) {
            zoned = true;
            return true;
        }
        // "12:00:00 AM" is midnight (.NET's default format)
        if (word.equals("am") || word.equals("pm")) {
            boolean valid = hour >= 1 && hour <= 12;
            hour = hour % 12 + (word.equals("pm") ? 12 : 0);
            return valid;
        }
        if (word.length() < 3) {
            return false;
        }
        // By three letters, so that "Sep", "Sept" and "September" are one; a position that is not a multiple
        // of three lies across two names.
        int index = MONTHS.indexOf(word.substring(0, 3));
        if (index >= 0 && index % 3 == 0 && month < 0 && word.length() <= 9) {
            month = index / 3 + 1;
            if (at < text.length() && text.charAt(at) == '-') {
                at++;
            }
            return true;
        }
        return DAYS.contains(word);
    }

    private int digits(int atMost) {
        int number = 0;
        for (int i = 0; i < atMost && at < text.length() && NumberParser.isDigit(text.charAt(at)); i++, at++) {
            number = number * 10 + (text.charAt(at) - '0');
        }
        return number;
    }

    private @Nullable Instant instant() {
        try {
            // java.time knows no leap second: it is the next one, as on every clock that smears it
            boolean leap = second == 60;
            return LocalDateTime.of(year, month, day, Math.max(0, hour), minute, leap ? 59 : second, nanos)
                    .toInstant(ZoneOffset.UTC)
                    .minusSeconds(offsetSeconds)
                    .plusSeconds(leap ? 1 : 0);
            // 30 February: the only exception on this path, and no honest server causes it.
        } catch (DateTimeException e) {
            return null;
        }
    }
}
