package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import app.quotawatch.DeliveryStats;
import app.quotawatch.testing.Accounts;

/** Reads the account repeatedly on a thread of its own; each reading must add up and be within its bounds. */
final class Audit implements AutoCloseable {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Delivery delivery;
    private final int bufferSize;
    private final Thread thread = new Thread(this::run, "audit");
    private volatile boolean over;
    private volatile AssertionError found;
    private volatile int samples;

    private Audit(Delivery delivery, int bufferSize) {
        this.delivery = delivery;
        this.bufferSize = bufferSize;
    }

    static Audit start(Delivery delivery, int bufferSize) {
        Audit audit = new Audit(delivery, bufferSize);
        audit.thread.setDaemon(true);
        audit.thread.start();
        return audit;
    }

    private void run() {
        try {
            DeliveryStats last = check();
            for (int taken = 1; !over; taken++) {
                DeliveryStats next = check();
                assertThat(next.recorded()).isGreaterThanOrEqualTo(last.recorded());
                assertThat(next.delivered()).isGreaterThanOrEqualTo(last.delivered());
                assertThat(next.droppedInTotal()).isGreaterThanOrEqualTo(last.droppedInTotal());
                last = next;
                samples = taken;
                LockSupport.parkNanos(EVERY_NANOS);
            }
        } catch (AssertionError e) {
            found = e;
        }
    }

    private DeliveryStats check() {
        DeliveryStats stats = Accounts.assertAddsUp(delivery.stats(0, 0));
        assertThat(stats.buffered()).as("buffered").isLessThanOrEqualTo(bufferSize);
        assertThat(stats.inFlight()).as("in flight").isLessThanOrEqualTo(Outbox.MAX_EVENTS);
        return stats;
    }

    /** Returns how often the account has been read so far. */
    int samples() {
        return samples;
    }

    /** Ends it; fails if a reading was wrong. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (found != null) {
            throw found;
        }
    }
}
