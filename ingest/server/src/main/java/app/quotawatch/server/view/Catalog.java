package app.quotawatch.server.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.wire.HttpProblem;

/** The series of a project, and what is known of each by now. */
final class Catalog {

    private static final String PROJECT = "select plan_apis, created_at from project where id = ?";
    private static final String ALL = """
            select s.id, s.api, s.environment, s.first_seen, n.last_call, n.headers, n.headers_at from series s \
            join series_now n on n.series = s.id where s.project = ? order by s.api, s.environment""";
    private static final String TOTALS = """
            select series, sum(calls) from day_count where series in (select id from series where project = ?) group by series""";

    private Catalog() {}

    /**
     * An API in one environment, of which at least one call is stored.
     *
     * @param headers as they are stored; null if no call had any
     */
    record Row(int id, String api, String environment, long firstSeen, long lastCall, @Nullable String headers,
            long headersAt) {}

    record Project(int id, @Nullable Integer planApis, Instant createdAt) {}

    /**
     * Returns a project.
     *
     * @throws HttpProblem if there is none
     */
    static Project project(Connection connection, int id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(PROJECT)) {
            query.setInt(1, id);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw HttpProblem.notFound("project: does not exist");
                }
                int planApis = rows.getInt(1);
                return new Project(id, rows.wasNull() ? null : planApis, Instant.ofEpochMilli(rows.getLong(2)));
            }
        }
    }

    static List<Row> series(Connection connection, int project) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ALL)) {
            query.setInt(1, project);
            try (ResultSet rows = query.executeQuery()) {
                List<Row> series = new ArrayList<>();
                while (rows.next()) {
                    series.add(new Row(rows.getInt(1), rows.getString(2), rows.getString(3), rows.getLong(4),
                            rows.getLong(5), rows.getString(6), rows.getLong(7)));
                }
                return series;
            }
        }
    }

    /** Returns how many calls of each series were ever stored. */
    static Map<Integer, Long> totals(Connection connection, int project) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(TOTALS)) {
            query.setInt(1, project);
            try (ResultSet rows = query.executeQuery()) {
                Map<Integer, Long> totals = new HashMap<>();
                while (rows.next()) {
                    totals.put(rows.getInt(1), rows.getLong(2));
                }
                return totals;
            }
        }
    }
}
