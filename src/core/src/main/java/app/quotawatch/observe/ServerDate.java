package app.quotawatch.observe;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.RateLimitReader;

/** Reads Date headers and remembers the last one: a server sends the same value for a second. Thread-safe. */
final class ServerDate {

    private volatile Known last = new Known(null, null);

    /** Returns the instant, or null if the header is missing or unreadable. */
    @Nullable
    Instant in(Map<String, ? extends @Nullable Object> headers) {
        Object value = headers.get("Date");
        return of(text(value == null ? headers.get("date") : value));
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Collection<?> values) {
            return values.isEmpty() ? null : text(values.iterator().next());
        }
        return value instanceof String text ? text : null;
    }

    private @Nullable Instant of(@Nullable String header) {
        Known known = last;
        if (header == null || header.equals(known.header)) {
            return header == null ? null : known.instant;
        }
        Instant instant = RateLimitReader.date(header);
        last = new Known(header, instant);
        return instant;
    }

    private record Known(@Nullable String header, @Nullable Instant instant) {}
}
