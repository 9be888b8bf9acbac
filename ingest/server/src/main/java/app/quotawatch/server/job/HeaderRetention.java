package app.quotawatch.server.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Deletes the headers of single calls, earlier than the calls. */
interface HeaderRetention {

    /* A transaction that began before may still add headers, and clocks of replicas differ. */
    long MARGIN = Duration.ofMinutes(10).toMillis();

    void delete(long now);

    static long until(long now, RetentionSettings settings) {
        return now - Duration.ofHours(settings.headerHours()).toMillis() - MARGIN;
    }

    /** Returns the instant before which no call has headers any more. */
    static long done(Connection connection) throws SQLException {
        try (PreparedStatement select = connection
                .prepareStatement("select value from job_state where name = 'headers'");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static void done(Connection connection, long until) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into job_state (name, value) values ('headers', ?)
                 on conflict (name) do update set value = excluded.value""")) {
            insert.setLong(1, until);
            insert.executeUpdate();
        }
    }
}
