package app.quotawatch.server.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import app.quotawatch.server.database.Dialect;

/**
 * The thresholds that are reached, each claimed once per period: whose insert succeeds reports it. All replicas claim in one order, so
 * that they cannot block each other.
 */
final class Claims {

    /* A period that ended longer ago is not reported any more: the calls come from a client that was cut off. */
    private static final long GRACE_MILLIS = Duration.ofMinutes(5).toMillis();

    private static final Comparator<Usage> ORDER = Comparator.comparingInt(Usage::series)
            .thenComparing(usage -> usage.limit().kind())
            .thenComparingLong(usage -> usage.period().start());

    private static final String CLAIMED = "select threshold from threshold_reached where series = ? and kind = ? and period_start = ?";
    private static final String CLAIM = """
            insert into threshold_reached (series, kind, period_start, threshold, reached_at) values (?, ?, ?, ?, ?) \
            on conflict do nothing""";
    private static final String RELEASE = "delete from threshold_reached where series = ? and kind = ? and period_start = ? and threshold = ?";
    private static final String SERIES_OF = "select id from series where project = ?";

    private final Usages usages;
    private final InstantSource clock;

    Claims(Dialect dialect, InstantSource clock) {
        this.usages = new Usages(dialect);
        this.clock = clock;
    }

    /** Returns whether the period is present, or ended so recently that its thresholds still are news. */
    boolean isRecent(Period period) {
        return period.end() + GRACE_MILLIS > clock.millis();
    }

    /** Returns the periods that are present or ended recently, the present one last. */
    List<Period> recentPeriods(LimitKind kind) {
        long now = clock.millis();
        List<Period> periods = new ArrayList<>();
        for (Period period = kind.periodAt(now - GRACE_MILLIS); period.start() <= now; period = kind
                .periodAt(period.end())) {
            periods.add(period);
        }
        return periods;
    }

    /** Returns those of which a reached threshold is not claimed. */
    static List<Usage> unclaimed(Connection connection, List<Usage> usages) throws SQLException {
        List<Usage> unclaimed = new ArrayList<>();
        for (Usage usage : usages) {
            List<Integer> reached = usage.reachedThresholds();
            if (!reached.isEmpty() && !claimed(connection, usage).containsAll(reached)) {
                unclaimed.add(usage);
            }
        }
        return unclaimed;
    }

    private static Set<Integer> claimed(Connection connection, Usage usage) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIMED)) {
            bind(statement, usage);
            try (ResultSet rows = statement.executeQuery()) {
                Set<Integer> thresholds = new HashSet<>();
                while (rows.next()) {
                    thresholds.add(rows.getInt(1));
                }
                return thresholds;
            }
        }
    }

    /**
     * Claims what these have reached, and returns what was claimed now. The limits are read again, locked: one that is changed at the same
     * time must find the claims that were made under its old value.
     */
    List<Claim> claim(Connection connection, List<Usage> candidates) throws SQLException {
        List<Usage> locked = new ArrayList<>();
        for (Usage candidate : candidates) {
            locked.addAll(usages.readLocked(connection, candidate.limit().kind(), candidate.period(),
                    List.of(candidate.series())));
        }
        locked.sort(ORDER);
        List<Claim> claims = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            for (Usage usage : locked) {
                for (int threshold : usage.reachedThresholds()) {
                    bind(statement, usage);
                    statement.setInt(4, threshold);
                    statement.setLong(5, clock.millis());
                    if (statement.executeUpdate() == 1) {
                        claims.add(new Claim(usage, threshold));
                    }
                }
            }
        }
        return claims;
    }

    /** Takes back the claims of a project's recent periods that its limits, as they are now, do not justify. */
    void releaseUnreached(Connection connection, int project) throws SQLException {
        List<Integer> series = seriesOf(connection, project);
        if (series.isEmpty()) {
            return;
        }
        for (LimitKind kind : LimitKind.values()) {
            for (Period period : recentPeriods(kind)) {
                for (Usage usage : usages.read(connection, kind, period, series)) {
                    release(connection, usage);
                }
            }
        }
    }

    private static void release(Connection connection, Usage usage) throws SQLException {
        Set<Integer> unreached = claimed(connection, usage);
        usage.reachedThresholds().forEach(unreached::remove);
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            for (int threshold : unreached) {
                bind(statement, usage);
                statement.setInt(4, threshold);
                statement.executeUpdate();
            }
        }
    }

    private static List<Integer> seriesOf(Connection connection, int project) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SERIES_OF)) {
            statement.setInt(1, project);
            try (ResultSet rows = statement.executeQuery()) {
                List<Integer> series = new ArrayList<>();
                while (rows.next()) {
                    series.add(rows.getInt(1));
                }
                return series;
            }
        }
    }

    private static void bind(PreparedStatement statement, Usage usage) throws SQLException {
        statement.setInt(1, usage.series());
        statement.setString(2, usage.limit().kind().label());
        statement.setLong(3, usage.period().start());
    }
}
