package app.quotawatch.headers;

import java.util.AbstractList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Reads the value of a header as clients pass it: a string, or a collection of strings. Stage: keeping. */
public final class HeaderValue {

    /*
     * Nearly always it is a list of one element, which needs neither joining nor an iterator. Classes are asked for before interfaces.
     * A JVM remembers in a class one interface that its objects have: asking for two by turns costs a search and a write that all
     * threads share (JDK-8180450), and asking for one that they do not have a search.
     */

    private HeaderValue() {}

    /** Returns the text of the first one, or null if there is none. */
    public static @Nullable String first(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof AbstractList<?> list) {
            return list.isEmpty() ? null : text(list.get(0));
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? null : text(list.get(0));
        }
        if (value instanceof Collection<?> values) {
            return values.isEmpty() ? null : text(values.iterator().next());
        }
        return text(value);
    }

    /**
     * Returns all, joined by {@code ", "}; null if there are none, or if together they are too long to be kept. One alone is returned
     * however long it is.
     */
    static @Nullable String joined(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof AbstractList<?> list && list.size() == 1) {
            return text(list.get(0));
        }
        if (value instanceof List<?> list && list.size() == 1) {
            return text(list.get(0));
        }
        return value instanceof Collection<?> values ? joined(values) : text(value);
    }

    /* The length is checked while joining, so that a header repeated a thousand times is not copied a thousand times. */
    private static @Nullable String joined(Collection<?> values) {
        String joined = null;
        for (Object one : values) {
            if (one != null) {
                joined = joined == null ? one.toString() : joined + ", " + one;
                if (joined.length() > RateLimitHeaders.MAX_LENGTH) {
                    return null;
                }
            }
        }
        return joined;
    }

    /* The same name in another case; what would grow too long stays as it was, as half an item would be misread. */
    static String joined(String one, String other) {
        return one.length() + other.length() + 2 > RateLimitHeaders.MAX_LENGTH ? one : one + ", " + other;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
