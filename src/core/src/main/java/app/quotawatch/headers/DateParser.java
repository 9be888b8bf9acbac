package app.quotawatch.headers;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Reads dates as they are written in headers: RFC 3339 and its relatives, HTTP-date in its three forms, and what the common
 * languages print. A missing zone is UTC; a zone that is named by anything but an offset, GMT or UTC is not guessed.
 */
final class DateParser {

    private static final int MAX_LENGTH = 80;
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
    static Instant parse(String text) {
        String trimmed = text.trim();
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
            } else if (NumberParser.isDigit(c)) {
                if (!readNumber()) {
                    return false;
                }
            } else if ((c == '+' || c == '-') && hour >= 0) {
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
        return year >= 0 && month > 0 && day > 0;
    }

    private boolean readNumber() {
        int start = at;
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
            // RFC 850; quotas have no business in the last century
            year = 2000 + number;
            return true;
        }
        return false;
    }

    private boolean readMonthAndDay() {
        at++;
        int start = at;
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
        if (word.equals("z") || word.equals("gmt") || word.equals("utc")) {
            zoned = true;
            return true;
        }
        if (word.length() < 3) {
            return false;
        }
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

    private Instant instant() {
        try {
            // a leap second is the next one, as every clock that smears it would say
            boolean leap = second == 60;
            return LocalDateTime.of(year, month, day, Math.max(0, hour), minute, leap ? 59 : second, nanos)
                    .toInstant(ZoneOffset.UTC)
                    .minusSeconds(offsetSeconds)
                    .plusSeconds(leap ? 1 : 0);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
