package app.quotawatch.lock;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock for which threads wait by asking again, at first at once and then at intervals, instead of being woken. For what is held
 * for moments, or by few.
 */
public interface SpinLock {

    /** The longest pause between two attempts. */
    long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** The first pause between two attempts; later ones double. */
    long SHORTEST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(10);

    /** Acquires the lock if it is free. */
    boolean tryLock();

    /** Waits until the lock is free, and acquires it. */
    default void lock() {
        if (tryLock()) {
            return;
        }
        for (int i = 0; i < 64; i++) {
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
}
