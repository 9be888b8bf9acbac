package app.quotawatch.server.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.Dialect;

/** The numbers of series, which are given in transactions of their own: a number that is rolled back must not be remembered. */
final class SeriesNumbers {

    private static final int REMEMBERED = 20_000;
    private static final String INSERT = """
            insert into series (project, api, environment, first_seen) values (?, ?, ?, ?) on conflict do nothing""";
    private static final String SELECT = "select id from series where project = ? and api = ? and environment = ?";
    private static final String PLAN = "select plan_apis, plan_environments from project where id = ?";
    private static final String NAMES = "select api, environment from series where project = ?";

    private final Database database;
    private final Map<SeriesKey, Integer> numbers = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SeriesKey, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    SeriesNumbers(Database database) {
        this.database = database;
    }

    /**
     * Returns the number of each series of one batch.
     *
     * @throws PlanLimitException if there would be more than the plan of the project allows
     */
    Map<SeriesKey, Integer> of(int project, Set<SeriesKey> keys, long now) {
        Map<SeriesKey, Integer> result = new HashMap<>();
        SortedSet<SeriesKey> unknown = new TreeSet<>();
        for (SeriesKey key : keys) {
            Integer number = numbers.get(key);
            if (number == null) {
                unknown.add(key);
            } else {
                result.put(key, number);
            }
        }
        if (!unknown.isEmpty()) {
            Map<SeriesKey, Integer> created = database.write(connection -> create(connection, project, unknown, now));
            numbers.putAll(created);
            result.putAll(created);
        }
        return result;
    }

    private Map<SeriesKey, Integer> create(Connection connection, int project, SortedSet<SeriesKey> keys, long now)
            throws SQLException {
        checkPlan(connection, project, keys);
        // sorted, as everywhere: transactions that wait for each other's rows in one order do not block each other
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (SeriesKey key : keys) {
                insert.setInt(1, project);
                insert.setString(2, key.api());
                insert.setString(3, key.environment());
                insert.setLong(4, now);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        Map<SeriesKey, Integer> created = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            for (SeriesKey key : keys) {
                select.setInt(1, project);
                select.setString(2, key.api());
                select.setString(3, key.environment());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    created.put(key, row.getInt(1));
                }
            }
        }
        return created;
    }

    /* Locks the project, so that two replicas at once cannot create what only one of them may. */
    private void checkPlan(Connection connection, int project, Set<SeriesKey> keys) throws SQLException {
        String lock = database.dialect() == Dialect.POSTGRESQL ? " for no key update" : "";
        try (PreparedStatement select = connection.prepareStatement(PLAN + lock)) {
            select.setInt(1, project);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    Integer apis = nullable(row, 1);
                    Integer environments = nullable(row, 2);
                    if (apis != null || environments != null) {
                        checkPlan(connection, project, keys, apis, environments);
                    }
                }
            }
        }
    }

    private static void checkPlan(Connection connection, int project, Set<SeriesKey> keys, @Nullable Integer planApis,
            @Nullable Integer planEnvironments) throws SQLException {
        Set<String> apis = new HashSet<>();
        Set<String> environments = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(NAMES)) {
            select.setInt(1, project);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    apis.add(rows.getString(1));
                    environments.add(rows.getString(2));
                }
            }
        }
        boolean newApi = false;
        boolean newEnvironment = false;
        for (SeriesKey key : keys) {
            newApi |= apis.add(key.api());
            newEnvironment |= environments.add(key.environment());
        }
        if (newApi && planApis != null && apis.size() > planApis) {
            throw new PlanLimitException(PlanLimitException.Kind.API, planApis);
        }
        if (newEnvironment && planEnvironments != null && environments.size() > planEnvironments) {
            throw new PlanLimitException(PlanLimitException.Kind.ENVIRONMENT, planEnvironments);
        }
    }

    private static @Nullable Integer nullable(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
