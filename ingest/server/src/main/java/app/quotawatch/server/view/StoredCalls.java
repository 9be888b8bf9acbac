package app.quotawatch.server.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import app.quotawatch.ingest.dashboard.Call;

/** Reads calls that are kept one by one, newest first: a bounded number of each series, by its index. */
final class StoredCalls {

    private static final String OF_SERIES = """
            select v.number, v.at, e.path, e.method, v.status, v.latency_ms, v.hit429, v.headers from event v \
            join endpoint e on e.id = v.endpoint where v.series = ? and v.at >= ? and v.at <= ? \
            and (v.at < ? or v.number < ?) order by v.at desc, v.number desc limit ?""";

    private static final Comparator<Call> NEWEST_FIRST = Comparator.comparing(Call::timestamp)
            .thenComparing(Call::number)
            .reversed();

    private StoredCalls() {}

    /** Returns the newest calls of these series that are older than a position. */
    static List<Call> newest(Connection connection, List<Catalog.Row> series, Position before, int limit)
            throws SQLException {
        List<Catalog.Row> latestFirst = new ArrayList<>(series);
        latestFirst.sort(Comparator.comparing(Catalog.Row::lastCall).reversed());
        List<Call> newest = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(OF_SERIES)) {
            for (Catalog.Row row : latestFirst) {
                if (newest.size() == limit && row.lastCall() < newest.get(limit - 1).timestamp().toEpochMilli()) {
                    break;
                }
                long oldest = newest.size() == limit
                        ? newest.get(limit - 1).timestamp().toEpochMilli()
                        : Long.MIN_VALUE;
                add(query, row, before, oldest, limit, newest);
                newest.sort(NEWEST_FIRST);
                newest.subList(Math.min(limit, newest.size()), newest.size()).clear();
            }
        }
        return newest;
    }

    /* Calls before the oldest one that is needed may be left out. */
    private static void add(PreparedStatement query, Catalog.Row row, Position before, long oldest, int limit,
            List<Call> calls) throws SQLException {
        Position position = before.at() > row.lastCall() ? new Position(row.lastCall(), Long.MAX_VALUE) : before;
        int enough = calls.size() + limit;
        for (long from : LookBack.startsBefore(position.at())) {
            addSpan(query, row, from, position, enough - calls.size(), calls);
            if (calls.size() == enough || from <= oldest) {
                break;
            }
            position = new Position(from, 0);
        }
    }

    private static void addSpan(PreparedStatement query, Catalog.Row row, long from, Position before, int limit,
            List<Call> calls) throws SQLException {
        query.setInt(1, row.id());
        query.setLong(2, from);
        query.setLong(3, before.at());
        query.setLong(4, before.at());
        query.setLong(5, before.number());
        query.setInt(6, limit);
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                calls.add(new Call(rows.getLong(1), row.api(), rows.getString(3), rows.getString(4), rows.getInt(5),
                        rows.getLong(6), Instant.ofEpochMilli(rows.getLong(2)), row.environment(), rows.getBoolean(7),
                        StoredHeaders.parse(rows.getString(8))));
            }
        }
    }
}
