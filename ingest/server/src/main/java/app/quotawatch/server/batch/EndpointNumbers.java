package app.quotawatch.server.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.Dialect;

/**
 * The numbers of endpoints, which are given in transactions of their own. All endpoints of a series are read at once, so that
 * paths that contain ids, of which each is new, cost no query once the series has as many as it may.
 */
final class EndpointNumbers {

    static final int MAX_PER_SERIES = 1_000;
    private static final long MAX_WEIGHT = 32L * 1024 * 1024;

    private static final String LOCK = "select id from series where id = ? for no key update";
    private static final String SELECT = "select id, method, path from endpoint where series = ?";
    private static final String INSERT = "insert into endpoint (series, method, path) values (?, ?, ?)";

    private final Database database;
    /* In access order: beyond a weight, the series that has been idle longest is removed. */
    private final Map<Integer, OfSeries> all = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    EndpointNumbers(Database database) {
        this.database = database;
    }

    /** Returns the endpoints of each series; each endpoint that was asked for has a number. */
    Map<Integer, OfSeries> of(Map<Integer, Set<EndpointKey>> wanted) {
        Map<Integer, OfSeries> result = new HashMap<>();
        SortedMap<Integer, SortedSet<EndpointKey>> unknown = new TreeMap<>();
        wanted.forEach((series, keys) -> {
            OfSeries known = all.get(series);
            if (known != null && known.hasAll(keys)) {
                result.put(series, known);
            } else {
                unknown.put(series, new TreeSet<>(keys));
            }
        });
        if (!unknown.isEmpty()) {
            Map<Integer, OfSeries> created = database.write(connection -> create(connection, unknown));
            created.forEach(this::remember);
            result.putAll(created);
        }
        return result;
    }

    private void remember(int series, OfSeries endpoints) {
        OfSeries before = all.put(series, endpoints);
        weight += endpoints.weight - (before == null ? 0 : before.weight);
        Iterator<OfSeries> idleLongestFirst = all.values().iterator();
        while (weight > MAX_WEIGHT && all.size() > 1) {
            weight -= idleLongestFirst.next().weight;
            idleLongestFirst.remove();
        }
    }

    private Map<Integer, OfSeries> create(Connection connection, SortedMap<Integer, SortedSet<EndpointKey>> wanted)
            throws SQLException {
        Map<Integer, OfSeries> created = new HashMap<>();
        for (Map.Entry<Integer, SortedSet<EndpointKey>> entry : wanted.entrySet()) {
            int series = entry.getKey();
            if (database.dialect() == Dialect.POSTGRESQL) {
                lock(connection, series);
            }
            OfSeries existing = read(connection, series);
            if (!existing.hasAll(entry.getValue())) {
                insert(connection, series, existing, entry.getValue());
                existing = read(connection, series);
            }
            created.put(series, existing);
        }
        return created;
    }

    /* Two replicas at once cannot exceed the maximum. */
    private static void lock(Connection connection, int series) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setInt(1, series);
            select.execute();
        }
    }

    private static OfSeries read(Connection connection, int series) throws SQLException {
        OfSeries endpoints = new OfSeries();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setInt(1, series);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    endpoints.add(new EndpointKey(rows.getString(2), rows.getString(3)), rows.getInt(1));
                }
            }
        }
        return endpoints;
    }

    private static void insert(Connection connection, int series, OfSeries existing, SortedSet<EndpointKey> wanted)
            throws SQLException {
        int room = MAX_PER_SERIES - existing.numbers.size();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (EndpointKey key : wanted) {
                if (!existing.numbers.containsKey(key)) {
                    room--;
                    add(insert, series, room >= 0 ? key : EndpointKey.OTHERS);
                    if (room < 0) {
                        break;
                    }
                }
            }
            insert.executeBatch();
        }
    }

    private static void add(PreparedStatement insert, int series, EndpointKey key) throws SQLException {
        insert.setInt(1, series);
        insert.setString(2, key.method());
        insert.setString(3, key.path());
        insert.addBatch();
    }

    /** The endpoints of one series. */
    static final class OfSeries {

        private final Map<EndpointKey, Integer> numbers = new HashMap<>();
        private long weight;

        private void add(EndpointKey key, int number) {
            numbers.put(key, number);
            weight += key.weight();
        }

        private boolean hasAll(Set<EndpointKey> keys) {
            return numbers.containsKey(EndpointKey.OTHERS) || numbers.keySet().containsAll(keys);
        }

        /** Returns the number of an endpoint, or of all that are not kept apart. */
        int number(EndpointKey key) {
            @Nullable
            Integer number = numbers.get(key);
            if (number == null) {
                number = numbers.get(EndpointKey.OTHERS);
            }
            if (number == null) {
                throw new IllegalStateException("an endpoint has no number");
            }
            return number;
        }
    }
}
