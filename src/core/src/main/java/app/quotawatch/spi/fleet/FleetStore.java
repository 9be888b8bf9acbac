package app.quotawatch.spi.fleet;

/**
 * Where the replicas of an application share what they have used of their quotas together. Called by one thread at a time, which
 * is QuotaWatch's own.
 */
public interface FleetStore extends AutoCloseable {

    /**
     * Reports what this replica has used and received, and returns what all replicas have: one round trip for all APIs. It
     * connects when it has to, and takes no longer than the timeout of its settings. All numbers are totals of this replica, so
     * that reporting them again changes nothing. If it takes much longer than the timeout, the thread is interrupted.
     *
     * @throws Exception if the store is down or answers what it should not; nothing is lost by that, the next report contains it all.
     *         Its message is logged: it reveals no password
     */
    FleetAnswer exchange(FleetReport report) throws Exception;

    /** Ends its connections and threads, on the thread that exchanges. Never throws; a second call does nothing. */
    @Override
    void close();
}
