package app.quotawatch.fleet.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.Period;

/** A fleet's store in a table: each replica writes rows of its own, and adds up those of all. */
final class JdbcFleetStore implements FleetStore {

    private static final int LATE_SECONDS = 5;
    private static final long LEAST_LIFE_MILLIS = 2_000;
    private static final int INTERVALS = 5;
    private static final long FORGET_NANOS = 60_000_000_000L;

    private final String fleet;
    private final String replica;
    private final long timeoutNanos;
    private final Database database;
    private final FleetRows rows;
    private long forgottenNanos = System.nanoTime() - FORGET_NANOS;

    JdbcFleetStore(FleetSettings settings, Database database) {
        this.fleet = Names.key(settings.fleet(), settings.environment());
        this.replica = Names.key(settings.replica());
        this.timeoutNanos = settings.timeout().toNanos();
        this.database = database;
        this.rows = new FleetRows(replica, settings.timeout());
    }

    @Override
    public FleetAnswer exchange(FleetReport report) throws UnavailableException {
        long deadline = System.nanoTime() + timeoutNanos;
        try {
            Connection connection = database.connect();
            try (Session session = new Session(fleet, connection, deadline)) {
                return exchange(report, session);
            }
        } catch (SQLException e) {
            throw UnavailableException.of(database, e);
        } catch (RuntimeException e) {
            // a driver's, or a pool's; its message is not ours to show
            throw new UnavailableException(
                    "the fleet's database (" + database + ") failed with " + e.getClass().getName(), null);
        }
    }

    private FleetAnswer exchange(FleetReport report, Session session) throws SQLException, UnavailableException {
        rows.take(read(session), session.nowMillis());
        long nowMillis = session.nowMillis();
        List<FleetAnswer.Api> apis = new ArrayList<>(report.apis().size());
        for (FleetReport.Api api : report.apis()) {
            apis.add(exchange(report, api, nowMillis));
        }
        rows.live(report.leaving() ? 0 : Math.max(LEAST_LIFE_MILLIS, INTERVALS * report.interval().toMillis()),
                nowMillis);
        List<Row> changed = rows.changed(nowMillis);
        session.write(changed);
        if (report.leaving()) {
            session.leave(replica);
        }
        session.commit();
        rows.written(changed);
        Set<FleetReport.Claim> granted = new HashSet<>();
        for (FleetReport.Claim claim : report.claims()) {
            String name = Names.key(claim.api(), claim.limitType(), Integer.toString(claim.thresholdPct()),
                    Long.toString(claim.period()));
            if (session.claim(name, replica, Math.max(1, claim.holds().toMillis()))) {
                granted.add(claim);
            }
        }
        forgetNowAndThen(session);
        return new FleetAnswer(Instant.ofEpochMilli(nowMillis), rows.replicas(nowMillis), apis, granted);
    }

    /* The table is created by whoever finds that there is none. */
    private List<Row> read(Session session) throws SQLException, UnavailableException {
        List<Row> found;
        try {
            found = session.read(replica, rows.seenSince());
        } catch (SQLException failed) {
            if (!SqlState.isOf(failed, "42")) {
                throw failed;
            }
            session.rollback();
            found = readCreated(session);
        }
        if (found.isEmpty()) {
            // nothing but a row tells the time in every database's SQL; it expired before time began
            session.write(List.of(new Row(new Row.Key(Row.LIVE, "-", replica), 0, "-")));
            found = session.read(replica, rows.seenSince());
        }
        return found;
    }

    private List<Row> readCreated(Session session) throws SQLException, UnavailableException {
        SQLException failed = null;
        try {
            session.createTable();
        } catch (SQLException e) {
            // perhaps another replica has just created it
            failed = e;
            session.rollback();
        }
        try {
            return session.read(replica, rows.seenSince());
        } catch (SQLException e) {
            if (failed == null) {
                throw e;
            }
            throw new UnavailableException("the fleet's database (" + database + ") has no table " + Table.NAME
                    + " that its user may read, and its user may not create it (SQL state " + SqlState.of(failed)
                    + "): create it with: " + Table.CREATE + ", and grant select, insert, update and delete", null);
        }
    }

    private FleetAnswer.Api exchange(FleetReport report, FleetReport.Api api, long nowMillis) {
        long now = Math.floorDiv(nowMillis, 1_000L);
        String name = Names.key(api.name());
        Optional<FleetPart> known = rows.ownPart(name);
        Amounts had = known.isPresent() ? known.get().total() : Amounts.NONE;
        if (Math.abs(now - report.storeSecond()) > LATE_SECONDS) {
            return answer(api, FleetAnswer.Status.LATE, had);
        }
        boolean forgot = known.isEmpty() || had.requests() < api.acked().requests()
                || had.tokens() < api.acked().tokens();
        if (forgot && !api.whole()) {
            return answer(api, FleetAnswer.Status.RESYNC, had);
        }
        FleetPart part = known.isPresent() ? known.get() : new FleetPart(api.base());
        part.add(api, report.storeSecond(), now);
        rows.own(name, part, api.periods().contains(Period.MONTH), nowMillis);
        rows.hear(name, api, nowMillis);

        Map<Period, Amounts> sums = new EnumMap<>(Period.class);
        for (Period period : api.periods()) {
            sums.put(period, rows.sum(name, period, now));
        }
        Heard heard = rows.heard(name, nowMillis);
        long wait = heard.waitUntil() - nowMillis;
        return new FleetAnswer.Api(api.name(), FleetAnswer.Status.COUNTED, part.total(), sums,
                api.wantsWindows() ? Optional.of(rows.windows(name, heard, nowMillis)) : Optional.empty(),
                wait > 0 ? OptionalLong.of(wait) : OptionalLong.empty());
    }

    private static FleetAnswer.Api answer(FleetReport.Api api, FleetAnswer.Status status, Amounts acked) {
        return new FleetAnswer.Api(api.name(), status, acked, Map.of(), Optional.empty(), OptionalLong.empty());
    }

    private void forgetNowAndThen(Session session) {
        if (System.nanoTime() - forgottenNanos >= FORGET_NANOS) {
            forgottenNanos = System.nanoTime();
            try {
                session.forget();
            } catch (SQLException another) {
                // another replica removes them at the same time
            }
        }
    }

    @Override
    public void close() {
        // each exchange returns its connection
    }

    @Override
    public String toString() {
        return "fleet's store in " + database;
    }
}
