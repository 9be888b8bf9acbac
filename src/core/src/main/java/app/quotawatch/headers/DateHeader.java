package app.quotawatch.headers;

import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Finds the Date header among all headers of a response. Stage: keeping. */
final class DateHeader {

    private static final String NAME = "Date";
    /* As HTTP/2 spells it; a map that ignores case has it under both. */
    private static final String LOWER_CASE = "date";

    private DateHeader() {}

    /** Whether this is the header's name, in any case. */
    static boolean isNamed(String name) {
        return name.length() == NAME.length() && name.equalsIgnoreCase(NAME);
    }

    /** Whether a map of any kind finds a header that it has under this name. */
    static boolean isUsual(String name) {
        return name.equals(NAME);
    }

    /** Returns the text of the header, or null if it is missing or not text. */
    static @Nullable String in(Map<String, ? extends @Nullable Object> headers) {
        Object value = headers.get(NAME);
        return text(value == null ? headers.get(LOWER_CASE) : value);
    }

    /** Returns the text of a value: of several, the first. */
    static @Nullable String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        // classes first, as in RateLimitHeaders.joined
        if (value instanceof AbstractList<?> values) {
            return values.isEmpty() ? null : text(values.get(0));
        }
        if (value instanceof List<?> values) { // spares the iterator
            return values.isEmpty() ? null : text(values.get(0));
        }
        return value instanceof Collection<?> values && !values.isEmpty() ? text(values.iterator().next()) : null;
    }
}
