package app.quotawatch.ingest.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds how many exchanges have a body or a generated response in memory at the same time. Others wait their turn. A
 * peer that sends or reads slowly keeps its slot as long as nobody else needs it; then the one that has held its slot
 * longest, and longer than two seconds, loses its connection. So slow peers delay others, but never stop them.
 */
public final class BodySlots {

    private static final long GRACE_NANOS = Duration.ofSeconds(2).toNanos();

    private final int slots;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition freed = lock.newCondition();
    /* With the time since when; in the order of taking. */
    private final Map<Connection, Long> holders = new LinkedHashMap<>();

    /** Creates slots for this many exchanges. */
    public BodySlots(int slots) {
        this.slots = slots;
    }

    void take(Connection connection) throws IOException {
        lock.lock();
        try {
            while (!holders.containsKey(connection) && holders.size() >= slots) {
                long patience = evictOne();
                freed.await(patience, TimeUnit.NANOSECONDS);
                connection.checkOpen();
            }
            holders.putIfAbsent(connection, System.nanoTime());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            lock.unlock();
        }
    }

    void free(Connection connection) {
        lock.lock();
        try {
            if (holders.remove(connection) != null) {
                freed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns how long to wait until the next one may be evicted. */
    private long evictOne() {
        long now = System.nanoTime();
        Iterator<Map.Entry<Connection, Long>> oldestFirst = holders.entrySet().iterator();
        while (oldestFirst.hasNext()) {
            Map.Entry<Connection, Long> holder = oldestFirst.next();
            long held = now - holder.getValue();
            if (held < GRACE_NANOS) {
                return GRACE_NANOS - held;
            }
            // one that waits for a processor and not for its peer is not to blame
            if (holder.getKey().waitsForPeer()) {
                holder.getKey().close();
                break;
            }
        }
        return GRACE_NANOS;
    }
}
