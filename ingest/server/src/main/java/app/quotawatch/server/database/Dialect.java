package app.quotawatch.server.database;

/** The kind of a database, for what differs between the two. */
public enum Dialect {
    /** One file, one server. */
    SQLITE,
    /** From two replicas on. */
    POSTGRESQL
}
