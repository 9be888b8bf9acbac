package app.quotawatch.headers;

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

    /** Returns the text of the header, of several the first; null if it is missing. */
    static @Nullable String in(Map<String, ? extends @Nullable Object> headers) {
        Object value = headers.get(NAME);
        return HeaderValue.first(value == null ? headers.get(LOWER_CASE) : value);
    }
}
