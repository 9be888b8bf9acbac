package app.quotawatch.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.event.DeliveryRefused;
import app.quotawatch.inbox.CountLock;
import app.quotawatch.time.Scheduler;

/** Accepts the events of one application and settles each of them: delivered, dropped for a reason, or kept in this process. */
public interface Delivery {

    /** Returns the delivery for the configuration, with a lock of its own. */
    static Delivery of(QuotaWatchConfig config, Clock clock, LongSupplier nanoTime,
            Consumer<? super DeliveryRefused> listener) {
        return of(config, clock, nanoTime, listener, new CountLock());
    }

    /**
     * Returns the delivery for the configuration: to the ingest or, without an API key, one that sends nothing.
     *
     * @param clock the time of day
     * @param nanoTime a monotonic time such as {@link System#nanoTime()}, which measures the pauses between attempts
     * @param listener notified on the delivering thread when the ingest begins to reject this application; it must neither block
     *        nor deliver
     * @param lock guards the account of events
     */
    static Delivery of(QuotaWatchConfig config, Clock clock, LongSupplier nanoTime,
            Consumer<? super DeliveryRefused> listener, CountLock lock) {
        return config.apiKey().isPresent()
                ? new IngestDelivery(config, config.apiKey().get(), clock, nanoTime, listener, lock)
                : new LocalDelivery(lock);
    }

    /** Begins to deliver in the background. */
    void start(Scheduler scheduler);

    /** Delivers in the background if it is time to repeat a failed attempt; called at short intervals. */
    void retryIfDue();

    /** Accepts an event. Never waits for a delivery. */
    void add(ApiCall call);

    /** Accepts an event from a thread that holds the lock, and that then does what is {@link #due}. */
    void addLocked(ApiCall call);

    /**
     * Returns what accepted events have made necessary, or null; called under the lock. It is to be done once the lock is released,
     * since it passes a task to the platform.
     */
    @Nullable
    Runnable due();

    /** Counts an event as recorded and dropped. */
    void drop(DropReason reason);

    /** Delivers now and waits for the result, at most for this long. */
    FlushResult flush(Duration timeout);

    /** Stops deliveries in the background; {@link #flush}, {@link #drain} and {@link #close} still deliver. */
    void stop();

    /** Delivers what it can within the timeout, retrying after failures, since there is no later attempt. */
    void drain(Duration timeout);

    /** Delivers what it can within the timeout and releases everything. Returns how many events were dropped. */
    int close(Duration timeout);

    /** Returns the account of all events. */
    DeliveryStats stats(long failedCalls, long internalErrors);
}
