package app.quotawatch.quarkus.runtime;

import java.util.concurrent.ScheduledExecutorService;

import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;

/** The life of the application's QuotaWatch. Whoever creates it starts and ends it; beans only get the {@link QuotaWatch}. */
public interface QuotaWatchLife {

    /** Returns a life that has not started, as the configuration asks for it. */
    static QuotaWatchLife of(QuotaWatchConfig config) {
        return config.enabled() ? new ObservedLife(config) : new ExcludedLife();
    }

    /** Returns what the application injects. */
    QuotaWatch quotaWatch();

    /**
     * Begins to observe and to deliver.
     *
     * @param application the class loader that the threads of its clients have
     * @param executor what to work on; it stays Quarkus's
     */
    void start(ClassLoader application, ScheduledExecutorService executor);

    /** Delivers what waits, and goes on to take the calls that the application makes while it stops. */
    void drain();

    /** Ends it; a second call does nothing. */
    void shutDown();
}
