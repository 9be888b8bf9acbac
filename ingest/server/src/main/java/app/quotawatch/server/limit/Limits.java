package app.quotawatch.server.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import app.quotawatch.server.database.Database;

/** The limits that the administrator has set. Thread-safe. */
@Singleton
public final class Limits {

    private static final String ALL = """
            select api, environment, kind, value, thresholds from api_limit where project = ? \
            order by api, environment, kind""";
    private static final String DELETE = "delete from api_limit where project = ?";
    private static final String INSERT = """
            insert into api_limit (project, api, environment, kind, value, thresholds) values (?, ?, ?, ?, ?, ?)""";

    private final Database database;
    private final Claims claims;

    @Inject
    Limits(Database database) {
        this(database, InstantSource.system());
    }

    Limits(Database database, InstantSource clock) {
        this.database = database;
        this.claims = new Claims(database.dialect(), clock);
    }

    /** Returns the limits of a project, sorted. */
    public List<ApiLimit> of(int project) {
        return database.read(connection -> of(connection, project));
    }

    private static List<ApiLimit> of(Connection connection, int project) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            statement.setInt(1, project);
            try (ResultSet rows = statement.executeQuery()) {
                List<ApiLimit> limits = new ArrayList<>();
                while (rows.next()) {
                    limits.add(new ApiLimit(rows.getString(1), rows.getString(2),
                            LimitKind.of(rows.getString(3)).orElseThrow(), rows.getLong(4),
                            thresholds(rows.getString(5))));
                }
                return limits;
            }
        }
    }

    /**
     * Replaces the limits of a project. A threshold that was reached in the present period and under a new value is not any more can be
     * reached again; one that is still reached is not reported again.
     */
    void replace(int project, List<ApiLimit> limits) {
        database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                statement.setInt(1, project);
                statement.executeUpdate();
            }
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                for (ApiLimit limit : limits) {
                    statement.setInt(1, project);
                    statement.setString(2, limit.api());
                    statement.setString(3, limit.environment());
                    statement.setString(4, limit.kind().label());
                    statement.setLong(5, limit.value());
                    statement.setString(6,
                            limit.thresholds().stream().map(String::valueOf).collect(Collectors.joining(",")));
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            claims.releaseUnreached(connection, project);
            return true;
        });
    }

    /** Reads the thresholds as they are stored. */
    public static List<Integer> thresholds(String stored) {
        return Arrays.stream(stored.split(",")).map(Integer::valueOf).toList();
    }
}
