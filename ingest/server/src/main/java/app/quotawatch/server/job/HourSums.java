package app.quotawatch.server.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import app.quotawatch.server.batch.LatencyBuckets;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.Dialect;

/**
 * Sums up minutes into hours: those of which a minute has changed, each as a whole.
 *
 * <p>
 * Batches are stored meanwhile. Each adds to the number of changes of its hour in its transaction, and an hour is due until
 * its sum was stored while that number did not change: what is committed too late to be in the sum keeps the hour due.
 */
public final class HourSums {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int FETCH = 500;

    private static final String HOURS = "select distinct hour from hour_due order by hour";
    private static final String DUE = "select shard, changes from hour_due where hour = ? order by shard";
    private static final String MINUTES = """
            select series, calls, errors, hits429, latency_max, latency from minute
             where minute >= ? and minute < ? order by series""";
    private static final String STORE = """
            insert into hour (hour, series, calls, errors, hits429, latency_max, latency) values (?, ?, ?, ?, ?, ?, %s)
             on conflict (hour, series) do update set calls = excluded.calls, errors = excluded.errors,
               hits429 = excluded.hits429, latency_max = excluded.latency_max, latency = excluded.latency""";
    private static final String DONE = "delete from hour_due where hour = ? and shard = ? and changes = ?";

    private final Database database;
    private final Exclusive exclusive;

    public HourSums(Database database) {
        this.database = database;
        this.exclusive = new Exclusive(database, Exclusive.Job.HOURS);
    }

    /** Sums up all hours that are due, one transaction each. Stops if another replica does. */
    public void run() {
        for (long hour : database.read(HourSums::hours)) {
            if (exclusive.write(connection -> sum(connection, hour)).isEmpty()) {
                return;
            }
        }
    }

    private static List<Long> hours(Connection connection) throws SQLException {
        List<Long> hours = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(HOURS)) {
            while (rows.next()) {
                hours.add(rows.getLong(1));
            }
        }
        return hours;
    }

    private Long sum(Connection connection, long hour) throws SQLException {
        // before the minutes are read, never after
        Map<Integer, Long> changes = changes(connection, hour);
        store(connection, hour, sums(connection, hour));
        try (PreparedStatement delete = connection.prepareStatement(DONE)) {
            for (Map.Entry<Integer, Long> shard : changes.entrySet()) {
                delete.setLong(1, hour);
                delete.setInt(2, shard.getKey());
                delete.setLong(3, shard.getValue());
                delete.addBatch();
            }
            delete.executeBatch();
        }
        return hour;
    }

    private static Map<Integer, Long> changes(Connection connection, long hour) throws SQLException {
        Map<Integer, Long> changes = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setLong(1, hour);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    changes.put(rows.getInt(1), rows.getLong(2));
                }
            }
        }
        return changes;
    }

    private Map<Integer, Sum> sums(Connection connection, long hour) throws SQLException {
        Map<Integer, Sum> sums = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(MINUTES)) {
            select.setFetchSize(FETCH);
            select.setLong(1, hour);
            select.setLong(2, hour + HOUR);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sums.computeIfAbsent(rows.getInt(1), unused -> new Sum()).add(rows, database.dialect());
                }
            }
        }
        return sums;
    }

    private void store(Connection connection, long hour, Map<Integer, Sum> sums) throws SQLException {
        boolean sqlite = database.dialect() == Dialect.SQLITE;
        String sql = STORE.formatted(sqlite ? "?" : "string_to_array(?, ',')::bigint[]");
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Map.Entry<Integer, Sum> series : sums.entrySet()) {
                Sum sum = series.getValue();
                insert.setLong(1, hour);
                insert.setInt(2, series.getKey());
                insert.setLong(3, sum.calls);
                insert.setLong(4, sum.errors);
                insert.setLong(5, sum.hits429);
                insert.setLong(6, sum.latencyMax);
                if (sqlite) {
                    insert.setBytes(7, LatencyBuckets.toBytes(sum.latency));
                } else {
                    insert.setString(7, LatencyBuckets.toText(sum.latency));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static final class Sum {

        private long calls;
        private long errors;
        private long hits429;
        private long latencyMax;
        private final long[] latency = new long[LatencyBuckets.COUNT];

        private void add(ResultSet row, Dialect dialect) throws SQLException {
            calls += row.getLong(2);
            errors += row.getLong(3);
            hits429 += row.getLong(4);
            latencyMax = Math.max(latencyMax, row.getLong(5));
            LatencyBuckets.add(latency, LatencyBuckets.read(row, 6, dialect));
        }
    }
}
