package app.quotawatch.server.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

import app.quotawatch.ingest.dashboard.Summary;
import app.quotawatch.server.batch.LatencyBuckets;
import app.quotawatch.server.batch.Minutes;
import app.quotawatch.server.database.Dialect;

/** Sums up the calls of a project, or of one series, over a range. Nothing is read call by call. */
final class Sums {

    /*
     * An hour is read as one row where it has been summed up and nothing was added since; otherwise as its minutes, which are
     * therefore never missing from a sum, however late the job is. Minutes are kept for some days, and an hour that is older is
     * what it is.
     *
     * Latencies are added up here: the same in SQL takes ten times as long. Over a day of minutes they come from its hours too.
     */

    private static final long MINUTES_KEPT = Minutes.DAYS_KEPT * TimeRange.DAY - TimeRange.HOUR;

    private final Dialect dialect;
    private final Scope scope;
    private final TimeRange range;
    private final NavigableSet<Long> due = new TreeSet<>();
    private final Map<Integer, SeriesSum> sums = new HashMap<>();

    private Sums(Dialect dialect, Scope scope, TimeRange range) {
        this.dialect = dialect;
        this.scope = scope;
        this.range = range;
    }

    /** Returns the calls by series; a series without calls is missing. */
    static Map<Integer, Summary.OfWindow> read(Connection connection, Dialect dialect, Scope scope, TimeRange range,
            long now)
            throws SQLException {
        Sums sums = new Sums(dialect, scope, range);
        sums.read(connection, now);
        Map<Integer, Summary.OfWindow> windows = new HashMap<>();
        sums.sums.forEach((series, sum) -> windows.put(series, sum.window()));
        return windows;
    }

    /** Returns what a series without calls shows. */
    static Summary.OfWindow nothing(TimeRange range) {
        return new SeriesSum(range).window();
    }

    private void read(Connection connection, long now) throws SQLException {
        readDue(connection, now - MINUTES_KEPT);
        if (range.needsMinutes()) {
            readBars(connection);
        }
        long firstHour = -Math.floorDiv(-range.from(), TimeRange.HOUR) * TimeRange.HOUR;
        long endHour = Math.floorDiv(range.to(), TimeRange.HOUR) * TimeRange.HOUR;
        if (firstHour >= endHour) {
            readMinutes(connection, range.from(), range.to());
            return;
        }
        readMinutes(connection, range.from(), firstHour);
        long at = firstHour;
        for (long hour : due.subSet(firstHour, endHour)) {
            readHours(connection, at, hour);
            readMinutes(connection, hour, hour + TimeRange.HOUR);
            at = hour + TimeRange.HOUR;
        }
        readHours(connection, at, endHour);
        readMinutes(connection, endHour, range.to());
    }

    private void readDue(Connection connection, long oldest) throws SQLException {
        try (PreparedStatement query = connection
                .prepareStatement("select distinct hour from hour_due where hour >= ? and hour < ?")) {
            query.setLong(1, Math.max(oldest, range.from()));
            query.setLong(2, range.to());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    due.add(rows.getLong(1));
                }
            }
        }
    }

    private void readBars(Connection connection) throws SQLException {
        String sql = "select series, minute / ?, sum(calls), sum(errors), sum(hits429) from minute"
                + " where minute >= ? and minute < ? and " + scope.condition("series") + " group by 1, 2";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, range.barWidth());
            query.setLong(2, range.from());
            query.setLong(3, range.to());
            query.setInt(4, scope.id());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    sum(rows.getInt(1)).addCounts(rows.getLong(2) * range.barWidth(), rows.getLong(3), rows.getLong(4),
                            rows.getLong(5));
                }
            }
        }
    }

    private void readMinutes(Connection connection, long from, long to) throws SQLException {
        readRows(connection, "minute", from, to);
    }

    private void readHours(Connection connection, long from, long to) throws SQLException {
        readRows(connection, "hour", from, to);
    }

    private void readRows(Connection connection, String table, long from, long to) throws SQLException {
        if (from >= to) {
            return;
        }
        String sql = "select series, " + table + ", calls, errors, hits429, latency_max"
                + (range.hasPercentiles() ? ", latency" : "")
                + " from " + table + " where " + table + " >= ? and " + table + " < ? and " + scope.condition("series");
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setFetchSize(1000);
            query.setLong(1, from);
            query.setLong(2, to);
            query.setInt(3, scope.id());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    add(rows);
                }
            }
        }
    }

    private void add(ResultSet row) throws SQLException {
        SeriesSum sum = sum(row.getInt(1));
        if (!range.needsMinutes()) {
            sum.addCounts(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
        if (range.hasPercentiles()) {
            sum.addLatencies(LatencyBuckets.read(row, 7, dialect), row.getLong(6));
        }
    }

    private SeriesSum sum(int series) {
        return sums.computeIfAbsent(series, key -> new SeriesSum(range));
    }
}
