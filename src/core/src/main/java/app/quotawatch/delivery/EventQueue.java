package app.quotawatch.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryFailure;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.inbox.CountLock;

/**
 * The events that wait for delivery, a bounded number, and the account of all events ever recorded.
 */
final class EventQueue {

    /*
     * Queue and account change together under one lock that is never held during I/O, so every reading of the account adds up:
     * recorded = delivered + dropped + buffered + in flight + kept local. It is the lock under which calls are counted, so adding
     * an event needs no second one. Adding calls no method: an exhausted stack finds it undone or done.
     */

    private static final int OVERFLOW = DropReason.OVERFLOW.ordinal();
    private static final int CLOSED = DropReason.CLOSED.ordinal();

    private final CountLock lock;
    private final @Nullable ApiCall[] ring;
    private int head;
    private int size;
    private boolean closed;

    private long recorded;
    private long delivered;
    private long keptLocal;
    private int inFlight;
    private final long[] dropped = new long[DropReason.values().length];

    EventQueue(int capacity, CountLock lock) {
        ring = new ApiCall[capacity];
        this.lock = lock;
    }

    /** Adds an event, as {@link #addLocked} does. */
    int add(ApiCall call) {
        lock.lock();
        try {
            return addLocked(call);
        } finally {
            lock.held = 0;
            lock.released();
        }
    }

    /**
     * Adds an event; if the queue is full, the oldest one is dropped. The calling thread holds the lock. Returns how many wait, or
     * 0 if their number did not grow.
     */
    int addLocked(ApiCall call) {
        recorded++;
        if (closed) {
            dropped[CLOSED]++;
            return 0;
        }
        if (size == ring.length) {
            dropped[OVERFLOW]++;
            ring[head] = call;
            head = head + 1 == ring.length ? 0 : head + 1;
            return 0;
        }
        int tail = head + size;
        ring[tail < ring.length ? tail : tail - ring.length] = call;
        size++;
        return size;
    }

    /** Counts an event that is not to be sent. The calling thread holds the lock. */
    void keepLocalLocked() {
        recorded++;
        if (closed) {
            dropped[CLOSED]++;
        } else {
            keptLocal++;
        }
    }

    /** Counts an event as recorded and dropped without queueing it. */
    void drop(DropReason reason) {
        int index = reason.ordinal();
        lock.lock();
        try {
            recorded++;
            dropped[index]++;
        } finally {
            lock.held = 0;
            lock.released();
        }
    }

    /** Removes the oldest events from the queue; they are in flight until they are settled. */
    List<ApiCall> take(int atMost) {
        lock.lock();
        try {
            int count = Math.min(atMost, size);
            List<ApiCall> batch = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                batch.add(ring[head]);
                ring[head] = null;
                head = head + 1 == ring.length ? 0 : head + 1;
            }
            size -= count;
            inFlight += count;
            return batch;
        } finally {
            lock.held = 0;
            lock.released();
        }
    }

    /** Settles events in flight: the ingest accepted them. */
    void settleDelivered(int count) {
        lock.lock();
        try {
            inFlight -= count;
            delivered += count;
        } finally {
            lock.held = 0;
            lock.released();
        }
    }

    /** Settles events in flight: they will never be delivered. */
    void settleDropped(int count, DropReason reason) {
        lock.lock();
        try {
            inFlight -= count;
            dropped[reason.ordinal()] += count;
        } finally {
            lock.held = 0;
            lock.released();
        }
    }

    /** Drops all events that are queued or in flight, and every later one. Returns how many were dropped. */
    int close() {
        lock.lock();
        try {
            int remaining = size + inFlight;
            dropped[DropReason.SHUTDOWN.ordinal()] += remaining;
            Arrays.fill(ring, null);
            size = 0;
            inFlight = 0;
            closed = true;
            return remaining;
        } finally {
            lock.held = 0;
            lock.released();
        }
    }

    Drops drops() {
        lock.lock();
        try {
            return Drops.of(dropped);
        } finally {
            lock.held = 0;
            lock.released();
        }
    }

    Account account() {
        lock.lock();
        try {
            Map<DropReason, Long> byReason = new EnumMap<>(DropReason.class);
            for (DropReason reason : DropReason.values()) {
                byReason.put(reason, dropped[reason.ordinal()]);
            }
            return new Account(recorded, delivered, byReason, size, inFlight, keptLocal);
        } finally {
            lock.held = 0;
            lock.released();
        }
    }

    @Override
    public String toString() {
        return "EventQueue[" + account() + "]";
    }

    /** One consistent reading of all counts. */
    record Account(long recorded, long delivered, Map<DropReason, Long> dropped, int buffered, int inFlight,
            long keptLocal) {

        DeliveryStats toStats(Optional<Instant> lastSuccess, Optional<DeliveryFailure> lastFailure,
                long failedCalls, long internalErrors) {
            DeliveryStats.Builder stats = DeliveryStats.builder()
                    .recorded(recorded)
                    .delivered(delivered)
                    .buffered(buffered)
                    .inFlight(inFlight)
                    .keptLocal(keptLocal)
                    .lastSuccess(lastSuccess)
                    .lastFailure(lastFailure)
                    .failedCalls(failedCalls)
                    .internalErrors(internalErrors);
            dropped.forEach(stats::dropped);
            return stats.build();
        }
    }
}
