package app.quotawatch.server.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import app.quotawatch.server.database.Dialect;

/** Sums up the calls of all replicas for the limits that are set. */
final class Usages {

    private static final String KINDS = "select distinct kind from api_limit";
    /* The inner query reads the rows of the period once, however many limits there are. */
    private static final String CALLS = """
            select s.project, s.id, l.api, l.environment, l.value, l.thresholds, coalesce(u.calls, 0) \
            from api_limit l join series s on s.project = l.project and s.api = l.api and s.environment = l.environment \
            left join (select series, sum(calls) as calls from %1$s where %2$s >= ? and %2$s < ?%3$s group by series) u \
            on u.series = s.id where l.kind = ?%4$s order by s.id%5$s""";

    private final Dialect dialect;

    Usages(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Returns the kinds of which there are limits. */
    static Set<LimitKind> kinds(Connection connection) throws SQLException {
        Set<LimitKind> kinds = EnumSet.noneOf(LimitKind.class);
        try (PreparedStatement statement = connection.prepareStatement(KINDS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                LimitKind.of(rows.getString(1)).ifPresent(kinds::add);
            }
        }
        return kinds;
    }

    /** Returns the use of a period by these series, or by all if it is null; those without a limit of the kind are left out. */
    List<Usage> read(Connection connection, LimitKind kind, Period period, @Nullable Collection<Integer> series)
            throws SQLException {
        return read(connection, kind, period, series, "");
    }

    /** Does the same, and keeps the limits from being changed until the transaction ends. SQLite has one transaction at a time. */
    List<Usage> readLocked(Connection connection, LimitKind kind, Period period, Collection<Integer> series)
            throws SQLException {
        return read(connection, kind, period, series, dialect == Dialect.POSTGRESQL ? " for share of l" : "");
    }

    private static List<Usage> read(Connection connection, LimitKind kind, Period period,
            @Nullable Collection<Integer> series, String lock) throws SQLException {
        String sql = CALLS.formatted(kind.table(), kind.column(), among("series", series), among("s.id", series), lock);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int column = 0;
            statement.setLong(++column, period.start());
            statement.setLong(++column, period.end());
            column = bind(statement, column, series);
            statement.setString(++column, kind.label());
            bind(statement, column, series);
            try (ResultSet rows = statement.executeQuery()) {
                List<Usage> usages = new ArrayList<>();
                while (rows.next()) {
                    ApiLimit limit = new ApiLimit(rows.getString(3), rows.getString(4), kind, rows.getLong(5),
                            Limits.thresholds(rows.getString(6)));
                    usages.add(new Usage(rows.getInt(1), rows.getInt(2), limit, period, rows.getLong(7)));
                }
                return usages;
            }
        }
    }

    private static String among(String column, @Nullable Collection<Integer> series) {
        return series == null
                ? ""
                : series.stream().map(one -> "?").collect(Collectors.joining(", ", " and " + column + " in (", ")"));
    }

    private static int bind(PreparedStatement statement, int column, @Nullable Collection<Integer> series)
            throws SQLException {
        int last = column;
        if (series != null) {
            for (int one : series) {
                statement.setInt(++last, one);
            }
        }
        return last;
    }
}
