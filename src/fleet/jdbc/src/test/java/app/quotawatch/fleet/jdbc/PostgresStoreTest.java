package app.quotawatch.fleet.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.ds.PGSimpleDataSource;

import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.tck.fleet.FleetStoreContract;
import app.quotawatch.tck.fleet.PostgresServer;

class PostgresStoreTest extends FleetStoreContract {

    private static PostgresServer postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Override
    protected FleetStoreProvider provider() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl());
        source.setUser("postgres");
        return JdbcFleet.of(source);
    }

    @Override
    protected void empty() {
        postgres.sql("truncate quotawatch_fleet");
    }

    @Override
    protected int minuteSlackSeconds() {
        return 4;
    }
}
