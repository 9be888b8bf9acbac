package app.quotawatch.delivery;

import java.time.Duration;
import java.util.Optional;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.time.Scheduler;

/** Counts events and sends none, because there is no API key. */
final class LocalDelivery implements Delivery {

    private final EventQueue account = new EventQueue(1);

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
        account.keepLocal();
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
