package app.quotawatch.delivery;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.inbox.CountLock;
import app.quotawatch.time.Scheduler;

/** Counts events and sends none, because there is no API key. */
final class LocalDelivery implements Delivery {

    private final CountLock lock;
    private final EventQueue account;

    LocalDelivery(CountLock lock) {
        this.lock = lock;
        this.account = new EventQueue(1, lock);
    }

    @Override
    public void start(Scheduler scheduler) {
        // there is nothing to do in the background
    }

    @Override
    public void retryIfDue() {
        // nothing is sent
    }

    @Override
    public void add(ApiCall call) {
        lock.lock();
        try {
            addLocked(call);
        } finally {
            lock.held = 0;
            lock.released();
        }
    }

    @Override
    public void addLocked(ApiCall call) {
        account.keepLocalLocked();
    }

    @Override
    public @Nullable Runnable due() {
        return null;
    }

    @Override
    public void drop(DropReason reason) {
        account.drop(reason);
    }

    @Override
    public FlushResult flush(Duration timeout) {
        return FlushResult.of(FlushResult.Outcome.NOT_SENDING, 0, 0, 0, Optional.empty());
    }

    @Override
    public void stop() {
        // nothing was started
    }

    @Override
    public void drain(Duration timeout) {
        // nothing is sent
    }

    @Override
    public int close(Duration timeout) {
        return account.close();
    }

    @Override
    public DeliveryStats stats(long failedCalls, long internalErrors) {
        return account.account().toStats(Optional.empty(), Optional.empty(), failedCalls, internalErrors);
    }
}
