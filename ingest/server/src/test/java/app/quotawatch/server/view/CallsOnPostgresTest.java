package app.quotawatch.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import app.quotawatch.server.database.Partitions;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.view.ViewFixture.Sent;

class CallsOnPostgresTest extends CallsContract {

    @Override
    ViewFixture open() {
        return new ViewFixture(TestDatabase.postgres());
    }

    /* The planner locks each partition that it looks at, until the transaction ends. */
    @Test
    void newestCallsAndGauges_arePlannedOverFewPartitions() throws SQLException {
        List<Sent> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            calls.add(Sent.ago("A", Duration.ofSeconds(i)).headers(Map.of("retry-after", "1")));
        }
        server.send(calls, Map.of());
        Partitions partitions = new Partitions(server.database);
        long now = ViewFixture.NOW.toEpochMilli();
        partitions.ensure(Partitions.Table.EVENT, now - 7 * TimeRange.DAY, now);

        // a connection of its own, because a plan that was made before may be used again
        long locked;
        try (Connection connection = DriverManager.getConnection(server.stored.url(), "postgres", null)) {
            connection.setAutoCommit(false);
            List<Catalog.Row> series = Catalog.series(connection, server.project);
            assertThat(StoredCalls.newest(connection, series, Position.NEWEST, 100)).hasSize(100);
            StoredGauges.read(connection, series.get(0));
            locked = count(connection, """
                    select count(distinct relation) from pg_locks join pg_inherits on inhrelid = relation \
                    where pid = pg_backend_pid() and inhparent = 'event'::regclass""");
        }

        assertThat(locked).isBetween(1L, 2L);
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
