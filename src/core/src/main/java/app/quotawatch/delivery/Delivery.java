package app.quotawatch.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.event.DeliveryRefused;
import app.quotawatch.time.Scheduler;

/** Takes the events of one application and settles each of them: delivered, dropped for a reason, or kept in this process. */
public interface Delivery {

    /** Returns the delivery that the configuration asks for, which writes events with JSON-B. */
    static Delivery of(QuotaWatchConfig config, Clock clock, LongSupplier nanoTime,
            Consumer<? super DeliveryRefused> listener) {
        return of(config, JsonApi.BINDING, clock, nanoTime, listener);
    }

    /**
     * Returns the delivery that the configuration asks for: to the ingest, or without an API key to nowhere.
     *
     * @param json what events are written with
     * @param clock tells what time it is
     * @param nanoTime tells how time passes, as {@link System#nanoTime()} does; pauses between tries are measured by it
     * @param listener hears on the delivering thread when the ingest begins to refuse; it must not wait nor deliver
     * @throws jakarta.json.bind.JsonbException if events are to be sent by JSON-B and there is no implementation of it
     */
    static Delivery of(QuotaWatchConfig config, JsonApi json, Clock clock, LongSupplier nanoTime,
            Consumer<? super DeliveryRefused> listener) {
        return config.apiKey().isPresent()
                ? new IngestDelivery(config, config.apiKey().get(), json, clock, nanoTime, listener)
                : new LocalDelivery();
    }

    /** Begins to deliver in the background. */
    void start(Scheduler scheduler);

    /** Delivers in the background if a failed attempt is to be repeated now; to be called every now and then. */
    void retryIfDue();

    /** Takes an event. Never waits for a delivery. */
    void add(ApiCall call);

    /** Counts an event that cannot be taken. */
    void refuse(DropReason reason);

    /** Delivers now and waits for it, at most for this long. */
    FlushResult flush(Duration timeout);

    /** Ends the deliveries in the background; {@link #flush}, {@link #drain} and {@link #close} still deliver. */
    void stop();

    /** Delivers what it can within the timeout, trying again after failures, since nobody will later. */
    void drain(Duration timeout);

    /** Delivers what it can within the timeout and releases everything. Returns how many events were dropped. */
    int close(Duration timeout);

    /** Returns the account of all events. */
    DeliveryStats stats(long failedCalls, long internalErrors);
}
