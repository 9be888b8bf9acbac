package app.quotawatch.fleet.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The statements of one exchange, on one connection that goes back as it came. */
final class Session implements AutoCloseable {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final String fleet;
    private final Connection connection;
    private final long deadlineNanos;
    private final boolean autoCommit;
    private int networkTimeoutMillis = -1;
    private long nowMillis;

    Session(String fleet, Connection connection, long deadlineNanos) throws SQLException {
        this.fleet = fleet;
        this.connection = connection;
        this.deadlineNanos = deadlineNanos;
        this.autoCommit = connection.getAutoCommit();
        boundNetwork();
        setAutoCommit(false);
    }

    /* What JDBC has against a peer that is silent; not every driver has it. */
    private void boundNetwork() {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(new OnThisThread(), (int) Math.max(1, remainingNanos() / NANOS_PER_MILLI));
            networkTimeoutMillis = before;
        } catch (SQLException | RuntimeException | AbstractMethodError unsupported) {
            networkTimeoutMillis = -1;
        }
    }

    private long remainingNanos() {
        return Math.max(0, deadlineNanos - System.nanoTime());
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bound(statement);
        return statement;
    }

    private void bound(Statement statement) throws SQLException {
        // whole seconds, and 0 would mean for ever
        statement.setQueryTimeout((int) (remainingNanos() / NANOS_PER_SECOND + 1));
    }

    private void setAutoCommit(boolean wanted) throws SQLException {
        if (connection.getAutoCommit() != wanted) {
            connection.setAutoCommit(wanted);
        }
    }

    /** Returns the rows that may concern this replica, and learns the database's time; there is none without rows. */
    List<Row> read(String replica, long seenSince) throws SQLException, UnavailableException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = prepare(Table.READ)) {
            statement.setString(1, fleet);
            statement.setString(2, replica);
            statement.setLong(3, seenSince);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    Timestamp time = found.getTimestamp(1);
                    nowMillis = time.getTime();
                    if (found.getInt(5) != Table.VERSION) {
                        throw new UnavailableException(
                                "replicas with another version of QuotaWatch write the data of this fleet in"
                                        + " another way: use the same version in all replicas, or another quotawatch.fleet.name",
                                null);
                    }
                    rows.add(new Row(new Row.Key(found.getString(2), found.getString(3), found.getString(4)),
                            found.getLong(6),
                            found.getString(7)));
                }
            }
        }
        return rows;
    }

    /** Returns the database's time, in milliseconds since 1970. */
    long nowMillis() {
        return nowMillis;
    }

    void write(List<Row> rows) throws SQLException {
        List<Row> missing = new ArrayList<>();
        try (PreparedStatement update = prepare(Table.UPDATE)) {
            for (Row row : rows) {
                set(update, row);
                update.addBatch();
            }
            int[] updated = update.executeBatch();
            for (int i = 0; i < updated.length; i++) {
                if (updated[i] == 0) {
                    missing.add(rows.get(i));
                }
            }
        }
        if (!missing.isEmpty()) {
            try (PreparedStatement insert = prepare(Table.INSERT)) {
                for (Row row : missing) {
                    set(insert, row);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    private void set(PreparedStatement statement, Row row) throws SQLException {
        statement.setInt(1, Table.VERSION);
        statement.setLong(2, nowMillis);
        statement.setLong(3, row.expires());
        statement.setString(4, row.data());
        statement.setString(5, fleet);
        statement.setString(6, row.key().kind());
        statement.setString(7, row.key().name());
        statement.setString(8, row.key().replica());
    }

    void leave(String replica) throws SQLException {
        try (PreparedStatement statement = prepare(Table.LEAVE)) {
            statement.setString(1, fleet);
            statement.setString(2, replica);
            statement.executeUpdate();
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** Returns whether the claim is this replica's: nobody has it, or it no longer holds, or this replica has it already. */
    boolean claim(String name, String replica, long holdsMillis) throws SQLException {
        setAutoCommit(true);
        Row row = new Row(new Row.Key("claim", name, "-"), nowMillis + holdsMillis, replica);
        try (PreparedStatement read = prepare(Table.READ_CLAIM)) {
            read.setString(1, fleet);
            read.setString(2, name);
            try (ResultSet found = read.executeQuery()) {
                if (found.next()) {
                    return found.getLong(1) > nowMillis ? replica.equals(found.getString(2)) : takeExpired(row);
                }
            }
        }
        try (PreparedStatement insert = prepare(Table.INSERT)) {
            set(insert, row);
            insert.executeUpdate();
            return true;
        } catch (SQLException taken) {
            if (SqlState.isOf(taken, "23")) {
                // the primary key: another replica was faster
                return false;
            }
            throw taken;
        }
    }

    private boolean takeExpired(Row row) throws SQLException {
        try (PreparedStatement take = prepare(Table.TAKE_CLAIM)) {
            take.setInt(1, Table.VERSION);
            take.setLong(2, nowMillis);
            take.setLong(3, row.expires());
            take.setString(4, row.data());
            take.setString(5, fleet);
            take.setString(6, row.key().name());
            take.setLong(7, nowMillis);
            return take.executeUpdate() == 1;
        }
    }

    /** Removes rows of the past. */
    void forget() throws SQLException {
        setAutoCommit(true);
        try (PreparedStatement statement = prepare(Table.FORGET)) {
            statement.setString(1, fleet);
            statement.setLong(2, nowMillis);
            statement.executeUpdate();
        }
    }

    void createTable() throws SQLException {
        setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            bound(statement);
            statement.executeUpdate(Table.CREATE);
        } finally {
            setAutoCommit(false);
        }
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** Returns the connection to its pool, as it was. */
    @Override
    public void close() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            setAutoCommit(autoCommit);
            if (networkTimeoutMillis >= 0) {
                connection.setNetworkTimeout(new OnThisThread(), networkTimeoutMillis);
            }
        } catch (SQLException | RuntimeException broken) {
            // the pool finds out
        }
        try {
            connection.close();
        } catch (SQLException | RuntimeException broken) {
            // there is nothing left to release
        }
    }

    private static final class OnThisThread implements Executor {

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }
}
