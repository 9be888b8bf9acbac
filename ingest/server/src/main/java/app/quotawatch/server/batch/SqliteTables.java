package app.quotawatch.server.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import app.quotawatch.server.database.Dialect;

/** Row by row, because there is no network in between. */
final class SqliteTables implements Tables {

    private static final String EVENT = """
            insert into event (at, series, endpoint, latency_ms, status, hit429, headers) values (?, ?, ?, ?, ?, ?, ?)""";
    private static final String LATENCY = "select latency from minute where minute = ? and series = ? and shard = ?";
    private static final String MINUTE = """
            insert into minute (minute, series, shard, calls, errors, hits429, latency_max, latency)
             values (?, ?, ?, ?, ?, ?, ?, ?)
             on conflict (minute, series, shard) do update set calls = calls + excluded.calls,
               errors = errors + excluded.errors, hits429 = hits429 + excluded.hits429,
               latency_max = max(latency_max, excluded.latency_max), latency = excluded.latency""";

    @Override
    public void addEvents(Connection connection, List<NumberedEvent> events, long headersFrom) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(EVENT)) {
            for (NumberedEvent event : events) {
                insert.setLong(1, event.at());
                insert.setInt(2, event.series());
                insert.setInt(3, event.endpoint());
                insert.setLong(4, event.latencyMs());
                insert.setInt(5, event.status());
                insert.setInt(6, event.hit429() ? 1 : 0);
                insert.setString(7, event.at() > headersFrom ? event.headers() : null);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void addMinutes(Connection connection, int shard, SortedMap<Rollup.SeriesPeriod, Rollup.Sums> minutes)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LATENCY);
                PreparedStatement insert = connection.prepareStatement(MINUTE)) {
            for (Map.Entry<Rollup.SeriesPeriod, Rollup.Sums> entry : minutes.entrySet()) {
                Rollup.SeriesPeriod minute = entry.getKey();
                Rollup.Sums sums = entry.getValue();
                long[] latency = sums.latency.clone();
                select.setLong(1, minute.start());
                select.setInt(2, minute.series());
                select.setInt(3, shard);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        LatencyBuckets.add(latency, LatencyBuckets.read(row, 1, Dialect.SQLITE));
                    }
                }
                insert.setLong(1, minute.start());
                insert.setInt(2, minute.series());
                insert.setInt(3, shard);
                insert.setLong(4, sums.calls);
                insert.setLong(5, sums.errors);
                insert.setLong(6, sums.hits429);
                insert.setLong(7, sums.latencyMax);
                insert.setBytes(8, LatencyBuckets.toBytes(latency));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
