package app.quotawatch.server.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import app.quotawatch.server.limit.LimitKind;
import app.quotawatch.server.limit.Limits;
import app.quotawatch.server.limit.Period;

/** How much of a limit is used in its current period. */
record LimitUse(LimitKind kind, long value, List<Integer> thresholds, long used, Instant start, Instant end,
        Forecast forecast) {

    private static final String LIMITS = """
            select kind, value, thresholds from api_limit where project = ? and api = ? and environment = ?""";
    private static final String CALLS = "select sum(calls) from %1$s where %2$s >= ? and %2$s < ? and series = ?";

    static List<LimitUse> read(Connection connection, int project, Catalog.Row series, Instant now)
            throws SQLException {
        List<LimitUse> limits = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(LIMITS)) {
            query.setInt(1, project);
            query.setString(2, series.api());
            query.setString(3, series.environment());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    LimitKind kind = LimitKind.of(rows.getString(1)).orElseThrow();
                    limits.add(of(connection, series, kind, rows.getLong(2), rows.getString(3), now));
                }
            }
        }
        limits.sort((one, other) -> one.kind.compareTo(other.kind));
        return limits;
    }

    private static LimitUse of(Connection connection, Catalog.Row series, LimitKind kind, long value, String thresholds,
            Instant now) throws SQLException {
        Period period = kind.periodAt(now.toEpochMilli());
        long used = count(connection, kind, period, series.id());
        Period sample = sample(kind, now);
        Long calls = sample.start() < series.firstSeen()
                ? null
                : (Long) count(connection, LimitKind.MINUTE, sample, series.id());
        Instant end = Instant.ofEpochMilli(period.end());
        return new LimitUse(kind, value, Limits.thresholds(thresholds), used,
                Instant.ofEpochMilli(period.start()), end,
                Forecast.of(value, used, calls, sample.end() - sample.start(), now, end));
    }

    /* Whole minutes before now, because a minute that has only begun would look like a low rate. */
    private static Period sample(LimitKind kind, Instant now) {
        Duration length = switch (kind) {
            case MINUTE -> Duration.ofMinutes(5);
            case HOUR -> Duration.ofMinutes(15);
            case DAILY -> Duration.ofHours(1);
            case MONTHLY -> Duration.ofDays(1);
        };
        long end = LimitKind.MINUTE.periodAt(now.toEpochMilli()).start();
        return new Period(end - length.toMillis(), end);
    }

    private static long count(Connection connection, LimitKind kind, Period period, int series) throws SQLException {
        String sql = CALLS.formatted(kind.table(), kind.column());
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, period.start());
            query.setLong(2, period.end());
            query.setInt(3, series);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }
}
