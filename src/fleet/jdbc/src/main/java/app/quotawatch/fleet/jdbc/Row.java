package app.quotawatch.fleet.jdbc;

/** A row of the table. Rows of others are only read: each is written by one replica. */
record Row(Key key, long expires, String data) {

    static final String PART = "part";
    static final String HEARD = "heard";
    static final String LIVE = "live";

    /** Identifies a row within a fleet. */
    record Key(String kind, String name, String replica) {}
}
