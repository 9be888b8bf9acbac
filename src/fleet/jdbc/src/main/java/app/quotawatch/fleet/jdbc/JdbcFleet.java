package app.quotawatch.fleet.jdbc;

import javax.sql.DataSource;

import app.quotawatch.spi.fleet.FleetStoreProvider;

/** A fleet's store in a database, for applications that configure QuotaWatch in code. */
public final class JdbcFleet {

    private JdbcFleet() {}

    /**
     * Returns what opens the store in this database.
     *
     * @param dataSource gives connections to the thread of QuotaWatch that exchanges; it is not closed
     */
    public static FleetStoreProvider of(DataSource dataSource) {
        return new JdbcFleetStoreProvider(dataSource);
    }
}
