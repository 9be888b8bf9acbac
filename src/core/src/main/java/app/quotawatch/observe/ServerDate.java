package app.quotawatch.observe;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.RateLimitReader;

/** Reads Date headers and remembers the last one: a server sends the same value for a second. Thread-safe. */
final class ServerDate {

    private volatile Known last = new Known(null, null);

    /** Returns the instant, or null if the header's text is null or unreadable. */
    @Nullable
    Instant of(@Nullable String header) {
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
