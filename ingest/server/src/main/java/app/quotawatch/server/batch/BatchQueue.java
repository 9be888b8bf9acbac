package app.quotawatch.server.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Batches in the order they came, bounded by their number and their weight. Thread-safe. */
final class BatchQueue {

    private static final long MAX_WEIGHT = 48L * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<WaitingBatch> waiting = new ArrayDeque<>();
    private final int maxSize;
    private long weight;
    private boolean closed;

    BatchQueue(int maxSize) {
        this.maxSize = maxSize;
    }

    /** Returns whether there was room. */
    boolean offer(WaitingBatch batch) {
        lock.lock();
        try {
            if (closed || waiting.size() >= maxSize || (weight + batch.weight > MAX_WEIGHT && !waiting.isEmpty())) {
                return false;
            }
            waiting.add(batch);
            weight += batch.weight;
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next batches; returns none once the queue is closed and empty. */
    List<WaitingBatch> take(int max) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            return poll(max);
        } finally {
            lock.unlock();
        }
    }

    /** Accepts no further batches. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Removes and returns all that wait. */
    List<WaitingBatch> drain() {
        lock.lock();
        try {
            return poll(Integer.MAX_VALUE);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private List<WaitingBatch> poll(int max) {
        List<WaitingBatch> taken = new ArrayList<>();
        for (int i = 0; i < max; i++) {
            WaitingBatch next = waiting.poll();
            if (next == null) {
                break;
            }
            weight -= next.weight;
            taken.add(next);
        }
        return taken;
    }
}
