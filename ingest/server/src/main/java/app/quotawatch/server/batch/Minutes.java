package app.quotawatch.server.batch;

/** The calls of each series in each minute, from which hours are summed up. */
public final class Minutes {

    /** How many days they are kept. */
    public static final int DAYS_KEPT = 8;

    private Minutes() {}
}
