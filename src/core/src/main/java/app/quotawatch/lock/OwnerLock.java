package app.quotawatch.lock;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A lock that is released by one write to a field: {@code lock.owner = null}. For what application threads do, whose stack may be
 * exhausted at any moment. Not reentrant.
 */
public final class OwnerLock implements SpinLock {

    /*
     * Not a ReentrantLock. An exhausted stack can end its methods between the moment at which it is acquired and the one at which
     * they return, or prevent the call that would release it; then it stays held for ever. Here nothing is called in between, and
     * releasing it calls nothing.
     */
    private static final AtomicReferenceFieldUpdater<OwnerLock, @Nullable Thread> OWNER = AtomicReferenceFieldUpdater
            .newUpdater(OwnerLock.class, Thread.class, "owner");

    /** The thread that holds the lock. Others only read it; the thread itself writes null to release the lock. */
    public volatile @Nullable Thread owner;

    @Override
    public boolean tryLock() {
        return owner == null && OWNER.compareAndSet(this, null, Thread.currentThread());
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

    /** As {@link #tryLock(long)}; an interrupted thread waits too, and stays interrupted. */
    public boolean tryLockUninterruptibly(long timeoutNanos) {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return tryLock(timeoutNanos - (System.nanoTime() - start));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
