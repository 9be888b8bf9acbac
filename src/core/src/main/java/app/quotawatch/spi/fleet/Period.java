package app.quotawatch.spi.fleet;

/** The time over which a store sums up what all replicas have used. */
public enum Period {
    /** The last 60 to 61 seconds. */
    MINUTE,
    /** The last 60 to 61 minutes. */
    HOUR,
    /** Since midnight UTC. */
    DAY,
    /** Since the month began, UTC. */
    MONTH
}
