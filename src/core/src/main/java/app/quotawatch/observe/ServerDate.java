package app.quotawatch.observe;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

import app.quotawatch.headers.RateLimitReader;

/** Reads Date headers, and remembers the last one: a server sends the same for a second. Thread-safe. */
final class ServerDate {

    private volatile Known last = new Known(null, null);

    /** Returns the instant, or null if the header is missing or unreadable. */
    Instant in(Map<String, ?> headers) {
        Object value = headers.get("Date");
        return of(text(value == null ? headers.get("date") : value));
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> values) {
            return values.isEmpty() ? null : text(values.iterator().next());
        }
        return value instanceof String text ? text : null;
    }

    private Instant of(String header) {
        Known known = last;
        if (header == null || header.equals(known.header)) {
            return header == null ? null : known.instant;
        }
        Instant instant = RateLimitReader.date(header);
        last = new Known(header, instant);
        return instant;
    }

    private record Known(String header, Instant instant) {}
}
