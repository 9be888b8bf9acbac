package app.quotawatch.server.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import app.quotawatch.ingest.dashboard.Gauges;

/** Reads the quotas that an API reports, from the headers of its newest calls. */
final class StoredGauges {

    /*
     * The calls that are looked at are bounded by both numbers: of an API that rarely reports a quota, not all calls are read. Most
     * report one with each call, so that the smaller number is enough.
     */
    private static final int LOOKED_AT = 200;
    private static final int REPORTS = 50;
    private static final int OK = 200;

    private static final String NEWEST = """
            select at, latency_ms, status, headers from event where series = ? and at >= ? and at < ? \
            order by at desc, number desc limit ?""";

    private StoredGauges() {}

    private record Report(Instant sent, Instant ended, int status, Map<String, String> headers) {}

    static Gauges read(Connection connection, Catalog.Row series) throws SQLException {
        Gauges gauges = new Gauges();
        if (series.headers() == null) {
            return gauges;
        }
        Deque<Report> oldestFirst;
        try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
            oldestFirst = newest(query, series, REPORTS);
            if (oldestFirst.size() < REPORTS) {
                oldestFirst = newest(query, series, LOOKED_AT);
            }
        }
        if (oldestFirst.isEmpty()) {
            // the calls are not kept any more, or without headers
            Instant at = Instant.ofEpochMilli(series.headersAt());
            oldestFirst.add(new Report(at, at, OK, StoredHeaders.parse(series.headers())));
        }
        oldestFirst.forEach(report -> gauges.add(report.headers(), report.status(), report.sent(), report.ended()));
        return gauges;
    }

    private static Deque<Report> newest(PreparedStatement query, Catalog.Row series, int most) throws SQLException {
        Deque<Report> oldestFirst = new ArrayDeque<>();
        int lookedAt = 0;
        long end = series.lastCall() + 1;
        for (long from : LookBack.startsBefore(end)) {
            lookedAt += add(query, series.id(), from, end, most - lookedAt, oldestFirst);
            if (lookedAt == most || oldestFirst.size() == REPORTS) {
                break;
            }
            end = from;
        }
        return oldestFirst;
    }

    /* Returns how many calls it has looked at. */
    private static int add(PreparedStatement query, int series, long from, long to, int limit,
            Deque<Report> oldestFirst)
            throws SQLException {
        query.setInt(1, series);
        query.setLong(2, from);
        query.setLong(3, to);
        query.setInt(4, limit);
        int lookedAt = 0;
        try (ResultSet rows = query.executeQuery()) {
            while (oldestFirst.size() < REPORTS && rows.next()) {
                lookedAt++;
                String headers = rows.getString(4);
                if (headers != null) {
                    Instant sent = Instant.ofEpochMilli(rows.getLong(1));
                    oldestFirst.addFirst(new Report(sent, sent.plusMillis(rows.getLong(2)), rows.getInt(3),
                            StoredHeaders.parse(headers)));
                }
            }
        }
        return lookedAt;
    }
}
