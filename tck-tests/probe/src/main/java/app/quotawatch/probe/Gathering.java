package app.quotawatch.probe;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets threads wait for each other. */
final class Gathering {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition full = lock.newCondition();
    private int waiting;
    private int round;

    /** Waits for a limited time until this many threads are waiting; returns whether they were. */
    boolean await(int threads) throws InterruptedException {
        lock.lock();
        try {
            int mine = round;
            waiting++;
            if (waiting >= threads) {
                waiting = 0;
                round++;
                full.signalAll();
            }
            long remaining = PATIENCE_NANOS;
            while (mine == round && remaining > 0) {
                remaining = full.awaitNanos(remaining);
            }
            if (mine == round) {
                waiting--;
            }
            return mine != round;
        } finally {
            lock.unlock();
        }
    }
}
