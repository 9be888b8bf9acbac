package app.quotawatch.server.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;

/** The two tables that most rows go into, in the fastest way of each database. */
interface Tables {

    /** Adds events; those before an instant without their headers. */
    void addEvents(Connection connection, List<NumberedEvent> events, long headersFrom) throws SQLException;

    void addMinutes(Connection connection, int shard, SortedMap<Rollup.SeriesPeriod, Rollup.Sums> minutes)
            throws SQLException;
}
