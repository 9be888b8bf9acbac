package app.quotawatch;

/**
 * A {@link QuotaWatch} that {@link QuotaWatch#init} started, and that its starter closes. It is a separate type so that beans
 * cannot accidentally close what their container owns.
 */
public interface RunningQuotaWatch extends QuotaWatch, AutoCloseable {

    /**
     * Stops observing, delivers what can be delivered within the configured delivery timeout, counts the remaining events as
     * dropped and releases every thread and connection. A second call does nothing; neither does a call for an instance that a
     * container started, since the container closes it.
     */
    @Override
    void close();
}
