package app.quotawatch.spi.fleet;

/** The time over which a store sums up what all replicas have used. */
public enum Period {
    /** The last 60 to 61 seconds: the current second of the store and the 60 before it. */
    MINUTE,
    /** The last 60 to 61 minutes: the current minute of the store and the 60 before it. */
    HOUR,
    /** Since midnight UTC. */
    DAY,
    /** Since the month began, UTC. */
    MONTH
}
