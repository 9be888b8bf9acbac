package app.quotawatch.server.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Bounds how many bytes of bodies are in memory, from their arrival until their batches are stored. A peer that sends slowly
 * keeps its part as long as no other needs it; then the one that has been sending longest, and longer than two seconds, loses
 * its connection. So slow peers delay others, but never stop them. Thread-safe.
 */
final class BodyMemory {

    private static final long GRACE_NANOS = Duration.ofSeconds(2).toNanos();

    private final long max;
    private final ReentrantLock lock = new ReentrantLock();
    /* In the order of arrival. */
    private final Map<IngestBody, Long> bytesOf = new LinkedHashMap<>();
    private long used;

    /** Admits this many bytes. */
    BodyMemory(long max) {
        this.max = max;
    }

    /** Returns whether a body may become larger by this many bytes. */
    boolean take(IngestBody body, int bytes) {
        IngestBody evicted = null;
        boolean taken;
        lock.lock();
        try {
            if (used + bytes > max) {
                evicted = evict(body);
            }
            taken = used + bytes <= max;
            if (taken) {
                used += bytes;
                bytesOf.merge(body, (long) bytes, Long::sum);
            }
        } finally {
            lock.unlock();
        }
        if (evicted != null) {
            evicted.disconnect();
        }
        return taken;
    }

    private @Nullable IngestBody evict(IngestBody except) {
        long now = System.nanoTime();
        Iterator<IngestBody> oldestFirst = bytesOf.keySet().iterator();
        while (oldestFirst.hasNext()) {
            IngestBody body = oldestFirst.next();
            if (body != except && body.isArriving() && now - body.beganNanos() > GRACE_NANOS) {
                used -= bytesOf.getOrDefault(body, 0L);
                oldestFirst.remove();
                return body;
            }
        }
        return null;
    }

    /** Releases what a body has taken, if it has. */
    void free(IngestBody body) {
        lock.lock();
        try {
            Long bytes = bytesOf.remove(body);
            used -= bytes == null ? 0 : bytes;
        } finally {
            lock.unlock();
        }
    }
}
