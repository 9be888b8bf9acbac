package app.quotawatch.delivery;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import app.quotawatch.testing.Calls;

/** An application that makes a given number of calls per second, on a thread of its own, until it is closed. */
final class Load implements AutoCloseable {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_WAIT_MILLIS = 20_000;

    private final Delivery delivery;
    private final int perTurn;
    private final AtomicInteger calls = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean over;

    private Load(Delivery delivery, int callsPerSecond) {
        this.delivery = delivery;
        this.perTurn = (int) (callsPerSecond * EVERY_NANOS / TimeUnit.SECONDS.toNanos(1));
    }

    static Load start(Delivery delivery, int callsPerSecond) {
        Load load = new Load(delivery, callsPerSecond);
        load.thread.setDaemon(true);
        load.thread.start();
        return load;
    }

    private void run() {
        long next = System.nanoTime();
        while (!over) {
            for (int i = 0; i < perTurn; i++) {
                delivery.add(Calls.call(calls.get()));
                calls.incrementAndGet();
            }
            next += EVERY_NANOS;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    /** Returns how many calls have been recorded. */
    int calls() {
        return calls.get();
    }

    /** Ends it; fails if the thread cannot end. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join(LONGEST_WAIT_MILLIS);
            if (thread.isAlive()) {
                throw new AssertionError("a caller hangs: " + Arrays.toString(thread.getStackTrace()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
