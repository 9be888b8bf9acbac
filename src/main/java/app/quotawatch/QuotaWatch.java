package app.quotawatch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import app.quotawatch.quota.ApiQuota;
import app.quotawatch.spi.QuotaWatchProvider;

/**
 * The watcher of an application's API quotas: takes the calls that are observed or recorded by hand, delivers them to the
 * ingest in the background and says what is left.
 * <p>
 * With CDI it is injected; without, {@link #init} starts it. All methods may be called from any thread, before the
 * application is fully started and after it has stopped. None throws because of the ingest or the network.
 */
public interface QuotaWatch extends AutoCloseable {

    /**
     * Records a call that was made by a client which is not observed (anything but a Jakarta REST or MicroProfile client).
     * Never blocks and never throws: {@code null} and calls after {@link #close()} are ignored and counted in
     * {@link #deliveryStats()}.
     *
     * @param call the finished call; an environment that it does not name is the configured one
     */
    void record(ApiCall call);

    /**
     * Delivers what is buffered now and waits for it, at most for the configured delivery timeout.
     *
     * @return what happened; a failure is a result, not an exception
     */
    FlushResult flush();

    /**
     * Delivers what is buffered now and waits for it.
     *
     * @param timeout the longest time to wait; within zero or less, nothing is delivered
     * @return what happened; a failure is a result, not an exception
     * @throws NullPointerException if {@code timeout} is null
     */
    FlushResult flush(Duration timeout);

    /**
     * Returns what is left of an API's quota now: its configured limits as counted here, and the windows that the API reports.
     *
     * @param api the API's name, as {@code quotawatch.apis.ID.name} has it
     * @return empty if no API of this name is configured
     */
    Optional<ApiQuota> quota(String api);

    /** Returns what is left of the quota of each configured API, in the order of the configuration. */
    List<ApiQuota> quotas();

    /**
     * Calls a listener at each event of a kind, on QuotaWatch's own executor and never on the thread of a call. What the
     * listener throws is logged and goes no further. CDI observers get the same events by {@code @ObservesAsync}.
     *
     * @param type {@link QuotaWatchEvent} for all of them, {@link app.quotawatch.quota.QuotaEvent} for those about quotas, or
     *        one kind
     * @param listener what to call
     * @return ends it when closed
     * @throws NullPointerException if an argument is null
     */
    <E extends QuotaWatchEvent> Subscription onEvent(Class<E> type, Consumer<? super E> listener);

    /** Returns what became of every event recorded so far: one consistent reading of all counts. */
    DeliveryStats deliveryStats();

    /**
     * Stops observing, delivers what can be delivered within the configured delivery timeout, counts the rest as dropped
     * and releases every thread and connection. A second call does nothing. An injected instance is closed by its
     * container.
     */
    @Override
    void close();

    /**
     * Starts QuotaWatch where there is no CDI container to do it. The first call for an application (its thread context
     * class loader) starts it; later ones return the running instance and leave it as it is, until it is closed.
     *
     * @param config the configuration
     * @return the running instance
     * @throws NullPointerException if {@code config} is null
     */
    static QuotaWatch init(QuotaWatchConfig config) {
        return QuotaWatchProvider.provider().init(config);
    }

    /**
     * Returns the running instance of the application that the calling thread belongs to (by its context class loader), for
     * code that cannot inject; empty where none is running, or where the application cannot be told.
     */
    static Optional<QuotaWatch> getInstance() {
        return QuotaWatchProvider.provider().running();
    }

    /** A listener's registration. */
    interface Subscription extends AutoCloseable {

        /** Ends it; a second call does nothing. */
        @Override
        void close();
    }
}
