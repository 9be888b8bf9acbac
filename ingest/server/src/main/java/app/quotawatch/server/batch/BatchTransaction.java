package app.quotawatch.server.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import app.quotawatch.server.database.Dialect;

/**
 * What is written for batches, in one transaction. Rows with a shard have one writer. The remaining ones, keys and
 * {@code series_now}, are locked in one order by all replicas; {@code series_now} last, because it is locked until the commit.
 */
final class BatchTransaction {

    private static final int REASON_BYTES = 100;

    private static final String BATCH = """
            insert into batch (project, key, received_at, events) values (?, ?, ?, ?) on conflict do nothing""";
    private static final String HOUR_DUE = """
            insert into hour_due (hour, shard, changes) values (?, ?, 1)
             on conflict (hour, shard) do update set changes = hour_due.changes + 1""";
    private static final String DAY_COUNT = """
            insert into day_count (series, day, shard, calls) values (?, ?, ?, ?)
             on conflict (series, day, shard) do update set calls = day_count.calls + excluded.calls""";
    private static final String CLIENT_DROP = """
            insert into client_drop (project, day, reason, shard, events) values (?, ?, ?, ?, ?)
             on conflict (project, day, reason, shard) do update set events = client_drop.events + excluded.events""";
    private static final String SERIES_NOW = """
            insert into series_now (series, last_call, headers, headers_at) values (?, ?, ?, ?)
             on conflict (series) do update set
               last_call = case when excluded.last_call > series_now.last_call then excluded.last_call
                 else series_now.last_call end,
               headers = case when excluded.headers_at >= coalesce(series_now.headers_at, excluded.headers_at)
                 then excluded.headers else series_now.headers end,
               headers_at = case when excluded.headers_at >= coalesce(series_now.headers_at, excluded.headers_at)
                 then excluded.headers_at else series_now.headers_at end""";
    private static final Comparator<NumberedBatch> ORDER = Comparator.comparingInt(NumberedBatch::project)
            .thenComparing(NumberedBatch::key, Arrays::compareUnsigned);

    private final Tables tables;
    private final BatchSettings settings;
    private final List<StoredListener> listeners;

    BatchTransaction(Dialect dialect, BatchSettings settings, List<StoredListener> listeners) {
        this.tables = switch (dialect) {
            case SQLITE -> new SqliteTables();
            case POSTGRESQL -> new PostgresTables();
        };
        this.settings = settings;
        this.listeners = List.copyOf(listeners);
    }

    /** Returns the outcome of each batch, in the order of the batches. */
    List<Stored> store(Connection connection, List<NumberedBatch> batches, long now) throws SQLException {
        List<Stored> outcomes = new ArrayList<>(Collections.nCopies(batches.size(), Stored.REPEATED));
        List<NumberedEvent> events = new ArrayList<>();
        Rollup rollup = new Rollup();
        List<Integer> sorted = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            sorted.add(i);
        }
        sorted.sort(Comparator.comparing(batches::get, ORDER));
        for (int i : sorted) {
            NumberedBatch batch = batches.get(i);
            if (claimed(connection, batch, now)) {
                outcomes.set(i, Stored.STORED);
                events.addAll(batch.events());
                rollup.add(batch);
                addDrops(connection, batch, now);
            }
        }
        if (!events.isEmpty()) {
            tables.addEvents(connection, events, headersFrom(now));
            tables.addMinutes(connection, settings.shard(), rollup.minutes());
            addHoursDue(connection, rollup);
            addDayCounts(connection, rollup);
            List<Counted> counted = rollup.counted();
            for (StoredListener listener : listeners) {
                listener.stored(connection, counted);
            }
            addNewest(connection, rollup);
        }
        return outcomes;
    }

    private long headersFrom(long now) {
        return settings.headersMillis() == 0 ? Long.MAX_VALUE : now - settings.headersMillis();
    }

    private static boolean claimed(Connection connection, NumberedBatch batch, long now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BATCH)) {
            insert.setInt(1, batch.project());
            insert.setBytes(2, batch.key());
            insert.setLong(3, now);
            insert.setInt(4, batch.events().size());
            return insert.executeUpdate() == 1;
        }
    }

    private void addDrops(Connection connection, NumberedBatch batch, long now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CLIENT_DROP)) {
            for (Map.Entry<String, Long> drop : new TreeMap<>(batch.drops()).entrySet()) {
                insert.setInt(1, batch.project());
                insert.setLong(2, Rollup.start(now, Rollup.DAY));
                insert.setString(3, Text.of(drop.getKey(), REASON_BYTES));
                insert.setInt(4, settings.shard());
                insert.setLong(5, drop.getValue());
                insert.executeUpdate();
            }
        }
    }

    private void addHoursDue(Connection connection, Rollup rollup) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(HOUR_DUE)) {
            for (long hour : rollup.hours()) {
                insert.setLong(1, hour);
                insert.setInt(2, settings.shard());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void addDayCounts(Connection connection, Rollup rollup) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(DAY_COUNT)) {
            for (Map.Entry<Rollup.SeriesPeriod, Long> day : rollup.days().entrySet()) {
                insert.setInt(1, day.getKey().series());
                insert.setLong(2, day.getKey().start());
                insert.setInt(3, settings.shard());
                insert.setLong(4, day.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void addNewest(Connection connection, Rollup rollup) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SERIES_NOW)) {
            for (Map.Entry<Integer, Rollup.Newest> entry : rollup.newest().entrySet()) {
                Rollup.Newest newest = entry.getValue();
                insert.setInt(1, entry.getKey());
                insert.setLong(2, newest.lastCall);
                insert.setString(3, newest.headers);
                if (newest.headers == null) {
                    insert.setNull(4, Types.BIGINT);
                } else {
                    insert.setLong(4, newest.headersAt);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
