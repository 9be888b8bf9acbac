package app.quotawatch.server.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.Dialect;
import app.quotawatch.server.database.Work;

/** Runs what only one replica may do at a time. The lock ends with the transaction, so that no crash leaves it behind. */
final class Exclusive {

    /** What is done by one replica at a time, each independent of the other: hours do not wait for a long deletion. */
    enum Job {
        HOURS,
        RETENTION
    }

    private static final long FIRST_LOCK = 490_865;

    private final Database database;
    private final String lock;

    Exclusive(Database database, Job job) {
        this.database = database;
        this.lock = "select pg_try_advisory_xact_lock(" + (FIRST_LOCK + job.ordinal()) + ")";
    }

    /** Does work in a transaction; returns nothing, and does nothing, while another replica is at it. */
    <T> Optional<T> write(Work<T> work) {
        return database.write(connection -> locked(connection) ? Optional.of(work.run(connection)) : Optional.empty());
    }

    private boolean locked(Connection connection) throws SQLException {
        if (database.dialect() == Dialect.SQLITE) {
            return true;
        }
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(lock)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
