package app.quotawatch.quarkus.runtime;

import java.util.concurrent.Executor;

import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;

/** The life cycle of the application's QuotaWatch. Its creator starts and stops it; beans only see the {@link QuotaWatch}. */
public interface QuotaWatchLife {

    /** Creates the life cycle that the configuration requires, not started. */
    static QuotaWatchLife of(QuotaWatchConfig config) {
        return config.enabled() ? new ObservedLife(config) : new ExcludedLife();
    }

    /** Returns the instance that the application injects. */
    QuotaWatch quotaWatch();

    /**
     * Starts observing and delivering.
     *
     * @param application the context class loader of the application's threads
     * @param executor runs the background work; remains owned by Quarkus
     */
    void start(ClassLoader application, Executor executor);

    /** Delivers buffered events, and continues to accept the calls that the application makes while it stops. */
    void drain();

    /** Stops observing and delivering. A second call does nothing. */
    void shutDown();
}
