package app.quotawatch.capture;

import java.time.Instant;

import app.quotawatch.headers.RateLimitReader;

/** Reads Date headers, and remembers the last one: a server sends the same for a second. Thread-safe. */
final class ServerDate {

    private volatile Known last = new Known(null, null);

    /** Returns the instant, or null if the header is missing or unreadable. */
    Instant of(String header) {
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
