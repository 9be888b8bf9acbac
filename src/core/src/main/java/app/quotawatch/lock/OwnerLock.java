package app.quotawatch.lock;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A lock that is released by one write to a field: {@code lock.owner = null}. For what application threads do, whose stack may be
 * exhausted at any moment. Not reentrant.
 */
public final class OwnerLock {

    /*
     * Not a ReentrantLock. An exhausted stack can end its methods between the moment at which it is acquired and the one at which
     * they return, or prevent the call that would release it; then it stays held for ever. Here nothing is called in between, and
     * releasing it calls nothing.
     *
     * Those who wait ask again at intervals instead of being woken. They are few, and wait for a request or for nanoseconds.
     */
    private static final AtomicReferenceFieldUpdater<OwnerLock, @Nullable Thread> OWNER = AtomicReferenceFieldUpdater
            .newUpdater(OwnerLock.class, Thread.class, "owner");

    private static final int SPINS = 64;
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(10);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** The thread that holds the lock. Others only read it; the thread itself writes null to release the lock. */
    public volatile @Nullable Thread owner;

    /** Acquires the lock if it is free. */
    public boolean tryLock() {
        return owner == null && OWNER.compareAndSet(this, null, Thread.currentThread());
    }

    /** Waits until the lock is free, and acquires it. For what is held only for moments. */
    public void lock() {
        for (int i = 0; i < SPINS; i++) {
            if (tryLock()) {
                return;
            }
            Thread.onSpinWait();
        }
        long pause = SHORTEST_PAUSE_NANOS;
        while (!tryLock()) {
            // an interrupted thread does not pause: then at least others run
            Thread.yield();
            LockSupport.parkNanos(this, pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }

    /**
     * Waits until the lock is free, at most for this long, and acquires it. Returns whether it did.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public boolean tryLock(long timeoutNanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long start = System.nanoTime();
        long pause = SHORTEST_PAUSE_NANOS;
        while (!tryLock()) {
            long remaining = timeoutNanos - (System.nanoTime() - start);
            if (remaining <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, Math.min(pause, remaining));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
        return true;
    }

    /** Returns whether the calling thread holds the lock. */
    public boolean isHeldByCurrentThread() {
        return owner == Thread.currentThread();
    }

    @Override
    public String toString() {
        Thread current = owner;
        return "OwnerLock[" + (current == null ? "free" : current.getName()) + "]";
    }
}
