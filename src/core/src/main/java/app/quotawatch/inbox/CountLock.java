package app.quotawatch.inbox;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Guards everything that changes when a call is counted: the account of events, the queue, the quotas. Held for some hundred
 * nanoseconds, never during I/O, logging or a listener. Not reentrant.
 */
public final class CountLock {

    /*
     * Not a ReentrantLock, for three reasons. Releasing it is one write to a field, which needs no stack: a lock that is released
     * by a method stays held for ever if the caller's stack is exhausted at that moment. Acquiring and releasing it costs half as
     * much. And whoever releases it looks for calls that others have left meanwhile; see Inbox.
     *
     * Those who wait ask again and again, at first at once and then at intervals, instead of being woken. Hardly anybody ever
     * waits: callers leave their calls instead, unless there is no place.
     */

    private static final AtomicIntegerFieldUpdater<CountLock> HELD = AtomicIntegerFieldUpdater
            .newUpdater(CountLock.class, "held");

    private static final int SPINS = 64;
    private static final long SHORTEST_PAUSE_NANOS = 10_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000;

    /** Whether the lock is held. Whoever holds it writes 0 to release it, and then calls {@link #released()}. */
    public volatile int held;

    /* Whether calls may have been left by threads that did not get the lock. */
    volatile boolean left;
    private volatile @Nullable Inbox inbox;

    /** Makes this inbox take in what is left when the lock is released. */
    void serves(Inbox inbox) {
        this.inbox = inbox;
    }

    boolean tryLock() {
        return held == 0 && HELD.compareAndSet(this, 0, 1);
    }

    /** Waits until the lock is free, and takes it. */
    public void lock() {
        if (!tryLock()) {
            await();
        }
    }

    private void await() {
        for (int i = 0; i < SPINS; i++) {
            Thread.onSpinWait();
            if (tryLock()) {
                return;
            }
        }
        long pause = SHORTEST_PAUSE_NANOS;
        while (!tryLock()) {
            // an interrupted thread does not pause: then at least others run
            Thread.yield();
            LockSupport.parkNanos(this, pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }

    /** Counts calls that were left while the calling thread held the lock. */
    public void released() {
        Inbox served = inbox;
        if (left && served != null) {
            served.help();
        }
    }

    @Override
    public String toString() {
        return "CountLock[" + (held == 0 ? "free" : "held") + "]";
    }
}
