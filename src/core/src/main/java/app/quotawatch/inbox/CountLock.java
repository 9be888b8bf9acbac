package app.quotawatch.inbox;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;

import app.quotawatch.lock.SpinLock;

/**
 * Guards everything that changes when a call is counted: the account of events, the queue, the quotas. Held for some hundred
 * nanoseconds, never during I/O, logging or a listener. Not reentrant.
 */
public final class CountLock implements SpinLock {

    /*
     * Not a ReentrantLock, for three reasons. Releasing it is one write to a field, which needs no stack: a lock that is released
     * by a method stays held for ever if the caller's stack is exhausted at that moment. Acquiring and releasing it costs half as
     * much. And whoever releases it looks for calls that others have left meanwhile; see Inbox.
     *
     * Hardly any thread ever waits: callers leave their calls instead, unless the ring is full.
     */

    private static final AtomicIntegerFieldUpdater<CountLock> HELD = AtomicIntegerFieldUpdater
            .newUpdater(CountLock.class, "held");

    /** Whether the lock is held. Whoever holds it writes 0 to release it, and then calls {@link #released()}. */
    public volatile int held;

    private volatile @Nullable Inbox inbox;

    /** Makes this inbox take in what is left when the lock is released. */
    void serves(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public boolean tryLock() {
        return held == 0 && HELD.compareAndSet(this, 0, 1);
    }

    /** Counts calls that were left while the calling thread held the lock. */
    public void released() {
        Inbox served = inbox;
        if (served != null) {
            served.help();
        }
    }

    @Override
    public String toString() {
        return "CountLock[" + (held == 0 ? "free" : "held") + "]";
    }
}
