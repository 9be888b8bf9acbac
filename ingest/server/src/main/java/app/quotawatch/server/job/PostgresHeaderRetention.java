package app.quotawatch.server.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.Partitions;

/** Empties the column of whole partitions, and rewrites them: otherwise their files would not become smaller. */
final class PostgresHeaderRetention implements HeaderRetention {

    private static final int NO_TIMEOUT = 0;

    private final Database database;
    private final Exclusive exclusive;
    private final Partitions partitions;
    private final RetentionSettings settings;

    PostgresHeaderRetention(Database database, Exclusive exclusive, Partitions partitions, RetentionSettings settings) {
        this.database = database;
        this.exclusive = exclusive;
        this.partitions = partitions;
        this.settings = settings;
    }

    @Override
    public void delete(long now) {
        long until = HeaderRetention.until(now, settings);
        for (Optional<String> next = empty(until); next.isPresent(); next = empty(until)) {
            String partition = next.get();
            database.read(connection -> withoutTimeout(connection, "vacuum full " + partition));
        }
    }

    /** Empties one partition and returns its name. */
    private Optional<String> empty(long until) {
        return exclusive.<Optional<String>>write(connection -> {
            long length = Partitions.Table.EVENT.millis();
            for (long start : partitions.sizes(connection, Partitions.Table.EVENT).keySet()) {
                if (start >= HeaderRetention.done(connection) && start + length <= until) {
                    String name = partitions.name(Partitions.Table.EVENT, start);
                    withoutTimeout(connection, "update " + name + " set headers = null where headers is not null");
                    HeaderRetention.done(connection, start + length);
                    return Optional.of(name);
                }
            }
            return Optional.empty();
        }).flatMap(name -> name);
    }

    private static String withoutTimeout(Connection connection, String sql) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, NO_TIMEOUT);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } finally {
            connection.setNetworkTimeout(Runnable::run, before);
        }
        return sql;
    }
}
