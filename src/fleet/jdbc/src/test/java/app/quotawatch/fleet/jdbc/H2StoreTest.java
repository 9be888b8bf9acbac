package app.quotawatch.fleet.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.tck.fleet.FleetStoreContract;

class H2StoreTest extends FleetStoreContract {

    private static final JdbcDataSource SOURCE = new JdbcDataSource();
    private static Connection held;

    @BeforeAll
    static void start() throws SQLException {
        SOURCE.setURL("jdbc:h2:mem:fleet");
        held = SOURCE.getConnection();
    }

    @AfterAll
    static void stop() throws SQLException {
        held.close();
    }

    @Override
    protected FleetStoreProvider provider() {
        return JdbcFleet.of(SOURCE);
    }

    @Override
    protected void empty() {
        try (Statement statement = held.createStatement()) {
            statement.executeUpdate("truncate table quotawatch_fleet");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected int minuteSlackSeconds() {
        return 4;
    }
}
