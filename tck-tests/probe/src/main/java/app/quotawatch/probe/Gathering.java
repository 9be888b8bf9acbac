package app.quotawatch.probe;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where threads wait for each other. */
final class Gathering {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition full = lock.newCondition();
    private int waiting;
    private int round;

    /** Waits until this many threads do, but not for long; returns whether they did. */
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
            long left = PATIENCE_NANOS;
            while (mine == round && left > 0) {
                left = full.awaitNanos(left);
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
