package app.quotawatch.server.secret;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What valid secrets that were looked up within the last second belong to, so that a busy sender does not cost a query per request.
 * What was revoked on another replica is therefore valid for another second at most. Thread-safe.
 */
public final class Remembered<T> {

    private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(1);
    /* Only valid secrets are kept, so only the administrator can fill this. */
    private static final int MAX_ENTRIES = 10_000;

    private final LongSupplier nanoTime;
    private final Map<Secret, Entry<T>> entries = new ConcurrentHashMap<>();

    /** Reads the time from a source such as {@link System#nanoTime()}. */
    public Remembered(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the present time, to be asked for before a query. */
    public long now() {
        return nanoTime.getAsLong();
    }

    /** Returns what the secret belongs to, or null if that is not known any more. */
    public @Nullable T get(Secret secret) {
        Entry<T> entry = entries.get(secret);
        return entry == null || now() - entry.readAt >= VALID_NANOS ? null : entry.value;
    }

    /** Remembers what a query returned that began at the given time. */
    public void put(Secret secret, T value, long readAt) {
        if (entries.size() >= MAX_ENTRIES) {
            entries.clear();
        }
        entries.put(secret, new Entry<>(value, readAt));
    }

    /** Forgets everything, since something changed here. */
    public void clear() {
        entries.clear();
    }

    private record Entry<T>(T value, long readAt) {}
}
