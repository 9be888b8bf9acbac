package app.quotawatch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import app.quotawatch.event.CallFailed;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.spi.QuotaWatchProvider;

/**
 * Watches an application's API quotas: it records calls, observed or reported by hand, delivers them to the ingest in the
 * background and knows what remains of each quota.
 * <p>
 * With CDI it is injected; without CDI, {@link #init} starts it. All methods may be called from any thread, before the
 * application is fully started and after it has stopped. None throws because of the ingest or the network.
 */
public interface QuotaWatch {

    /**
     * Records a call that was made with a client which is not observed. Never blocks and never throws: {@code null} and calls
     * after the instance was closed are ignored and counted in {@link #deliveryStats()}.
     *
     * @param call the finished call; without an environment of its own, the configured one is used
     */
    void record(@Nullable ApiCall call);

    /**
     * Records a call that received no response and was made with a client which is not observed. It is counted in
     * {@link DeliveryStats#failedCalls()} and in the API's quota, and reported as an event; it is sent only where
     * {@code quotawatch.failures} is {@code send}. Never blocks and never throws; {@code null} is ignored and counted as
     * {@link DropReason#INVALID}.
     *
     * @param call the failed call
     */
    void recordFailure(@Nullable CallFailed call);

    /**
     * Delivers the buffered events now and waits for the result, at most for the configured delivery timeout.
     *
     * @return what happened; a failure is a result, not an exception
     */
    FlushResult flush();

    /**
     * Delivers the buffered events now and waits for the result.
     *
     * @param timeout the longest time to wait; with zero or less, nothing is delivered
     * @return what happened; a failure is a result, not an exception
     * @throws NullPointerException if {@code timeout} is null
     */
    FlushResult flush(Duration timeout);

    /**
     * Returns what remains of an API's quota now: its configured limits as counted here, and the windows that the API reports.
     *
     * @param api the API's name, as in {@code quotawatch.apis.ID.name}
     * @return empty if no API with this name is configured, as for null
     */
    Optional<ApiQuota> quota(@Nullable String api);

    /** Returns what remains of the quota of each configured API, in the order of the configuration. */
    List<ApiQuota> quotas();

    /** Returns the configured APIs, in the order of the configuration; empty if QuotaWatch is disabled. Immutable. */
    List<ApiConfig> apis();

    /**
     * Notifies a listener of each event of a kind, on QuotaWatch's own executor and never on the thread of a call. What the
     * listener throws is logged and not propagated. CDI observers receive the same events with {@code @ObservesAsync}.
     *
     * @param type {@link QuotaWatchEvent} for all of them, {@link app.quotawatch.event.QuotaEvent} for those about quotas, or
     *        one kind
     * @param listener what to notify
     * @return ends the registration when closed
     * @throws NullPointerException if an argument is null
     */
    <E extends QuotaWatchEvent> Subscription onEvent(Class<E> type, Consumer<? super E> listener);

    /**
     * Passes every call to a listener as it is recorded, on the thread that records it. For metrics, for example.
     *
     * @param listener what to pass calls to
     * @return ends the registration when closed
     * @throws NullPointerException if {@code listener} is null
     */
    Subscription onCall(CallListener listener);

    /** Returns the outcome of every event recorded so far: one consistent reading of all counts. */
    DeliveryStats deliveryStats();

    /** Returns how the exchanges with the fleet's store have ended; empty without a fleet. */
    Optional<FleetStats> fleetStats();

    /**
     * Examines the installation: configuration, platform, class path, clients, ingest and clock. If there is an API key, an empty
     * batch is sent to the ingest, and the calling thread waits for the response, at most for the configured delivery timeout.
     *
     * @return one or more findings, each a plain sentence without the API key. Immutable.
     */
    List<Finding> diagnose();

    /** Returns whether calls are observed, that is, whether {@code quotawatch.enabled} is true. */
    boolean isEnabled();

    /**
     * Starts QuotaWatch where no CDI container does. The first call for an application (identified by its thread context class
     * loader) starts it; until it is closed, later calls return the running instance unchanged.
     *
     * @param config the configuration
     * @return the running instance, which its starter closes
     * @throws NullPointerException if {@code config} is null
     */
    static RunningQuotaWatch init(QuotaWatchConfig config) {
        return QuotaWatchProvider.provider().init(config);
    }

    /**
     * Returns the running instance of the application that the calling thread belongs to (by its context class loader), for
     * code that cannot inject; empty where none is running, or where several are and the thread belongs to none of them.
     */
    static Optional<QuotaWatch> getInstance() {
        return QuotaWatchProvider.provider().running();
    }

    /** A listener's registration. */
    interface Subscription extends AutoCloseable {

        /** Ends the registration; a second call does nothing. */
        @Override
        void close();
    }
}
