package app.quotawatch.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.batch.LatencyBuckets;
import app.quotawatch.server.database.Dialect;
import app.quotawatch.server.database.Partitions;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.tck.fleet.PostgresServer;

/** How long the dashboard waits for its documents: ten million calls of seven days, in twenty series. */
@Tag("soak")
class ViewSpeedTest {

    private static final int EVENTS = 10_000_000;
    private static final int SERIES = 20;
    private static final int RUNS = 30;
    private static final String HEADERS = "{\"x-ratelimit-limit-requests\":\"500\",\"x-ratelimit-remaining-requests\":\"43\","
            + "\"x-ratelimit-reset-requests\":\"12s\"}";
    /* Calls are spread over the days before now; headers are those of the last day. */
    private static final String FILL = """
            insert into event (at, series, endpoint, latency_ms, status, hit429, headers) \
            select %1$d + i * %2$d / %3$d, %4$d + i %% %5$d, %6$d, 40 + i %% 300, 200, %7$s, \
            case when i > %3$d / 7 * 6 then '%8$s' end from %9$s""";

    /* Without a Quarkus application, everything would be logged, each message to the database too. */
    @BeforeAll
    static void logLess() {
        Logger.getLogger("").setLevel(Level.INFO);
    }

    @Test
    void sqlite(@TempDir Path folder) throws SQLException {
        try (ViewFixture server = new ViewFixture(TestDatabase.sqlite(folder))) {
            measure(server, "(with recursive n(i) as (select 0 union all select i + 1 from n where i < " + (EVENTS - 1)
                    + ") select i from n) n", "0");
        }
    }

    @Test
    void postgresql() throws SQLException {
        try (PostgresServer postgres = PostgresServer.start();
                ViewFixture server = new ViewFixture(TestDatabase.patient(postgres))) {
            measure(server, "generate_series(0, " + (EVENTS - 1) + "::bigint) i", "false");
        }
    }

    private void measure(ViewFixture server, String numbers, String no) throws SQLException {
        server.startProject();
        long now = ViewFixture.NOW.toEpochMilli();
        long from = now - 7 * TimeRange.DAY;
        Partitions partitions = new Partitions(server.database);
        partitions.ensure(Partitions.Table.EVENT, from, now);
        partitions.ensure(Partitions.Table.MINUTE, from, now);
        int first = createSeries(server, now);
        server.execute(
                FILL.formatted(from, 7 * TimeRange.DAY, EVENTS, first, SERIES, endpoint(server, first), no, HEADERS,
                        numbers));
        createMinutes(server, first, from, now);
        server.sumUpHours();
        server.execute("analyze");
        Map<String, Runnable> views = new TreeMap<>();
        views.put("summary: 1 and 24 hours", () -> server.views.summary(server.project));
        views.put("range: 24 hours", () -> range(server, TimeRange.DAY));
        views.put("range: 7 days", () -> range(server, 7 * TimeRange.DAY));
        views.put("api: 7 days", () -> server.views.api(server.project, "api-3", "production",
                TimeRange.latest(7 * TimeRange.DAY, ViewFixture.NOW)));
        views.put("events: newest 100", () -> server.views.events(server.project, null, Position.NEWEST, 100));
        Map<String, Long> medians = new TreeMap<>();
        views.forEach((name, view) -> medians.put(name, median(view)));
        // two views in one, read at most every two seconds for all who look at a project
        long snapshot = median(() -> server.views.snapshot(server.project, null, 100));
        System.out.println("stream: summary and newest 100: " + snapshot + " ms");
        System.out.println(server.database.dialect() + " median ms of " + RUNS + ": " + medians);
        assertThat(new String(server.views.events(server.project, null, Position.NEWEST, 100), StandardCharsets.UTF_8)
                .split("\"latencyMs\"", -1)).as("the newest among all").hasSize(101);
    }

    private static void range(ViewFixture server, long length) {
        server.views.range(server.project, TimeRange.latest(length, ViewFixture.NOW));
    }

    private static long median(Runnable view) {
        long[] nanos = new long[RUNS];
        for (int i = -RUNS; i < RUNS; i++) {
            long start = System.nanoTime();
            view.run();
            nanos[Math.max(0, i)] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[RUNS / 2] / 1_000_000;
    }

    private static int createSeries(ViewFixture server, long now) {
        for (int i = 0; i < SERIES; i++) {
            server.execute(
                    "insert into series (project, api, environment, first_seen) values (%d, 'api-%d', 'production', 0)"
                            .formatted(server.project, i));
        }
        int first = server.database.read(connection -> {
            try (var rows = connection.createStatement().executeQuery("select min(id) from series")) {
                rows.next();
                return rows.getInt(1);
            }
        });
        for (int i = 0; i < SERIES; i++) {
            server.execute("insert into series_now (series, last_call, headers, headers_at) values (%d, %d, '%s', %2$d)"
                    .formatted(first + i, now, HEADERS));
        }
        return first;
    }

    private static int endpoint(ViewFixture server, int series) {
        server.execute("insert into endpoint (series, method, path) values (%d, 'GET', '/v1/x')".formatted(series));
        return server.database.read(connection -> {
            try (var rows = connection.createStatement().executeQuery("select max(id) from endpoint")) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    private static void createMinutes(ViewFixture server, int first, long from, long now) {
        boolean sqlite = server.database.dialect() == Dialect.SQLITE;
        long[] latency = new long[LatencyBuckets.COUNT];
        int calls = (int) (EVENTS / SERIES / (7 * TimeRange.DAY / TimeRange.MINUTE));
        for (int i = 0; i < calls; i++) {
            latency[LatencyBuckets.bucket(40 + 6L * i)]++;
        }
        server.database.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into minute (minute, series, shard, calls, errors, hits429, latency_max, latency) values (?, ?, 0, "
                            + calls + ", 1, 0, 900, " + (sqlite ? "?" : "string_to_array(?, ',')::int[]") + ")")) {
                for (long minute = from / TimeRange.MINUTE
                        * TimeRange.MINUTE; minute <= now; minute += TimeRange.MINUTE) {
                    for (int i = 0; i < SERIES; i++) {
                        insert.setLong(1, minute);
                        insert.setInt(2, first + i);
                        if (sqlite) {
                            insert.setBytes(3, LatencyBuckets.toBytes(latency));
                        } else {
                            insert.setString(3, LatencyBuckets.toText(latency));
                        }
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
            }
            return null;
        });
        server.execute(
                "insert into hour_due (hour, shard, changes) select distinct minute / 3600000 * 3600000, 0, 1 from minute");
        server.execute(
                "insert into day_count (series, day, shard, calls) select series, minute / 86400000 * 86400000, 0,"
                        + " sum(calls) from minute group by 1, 2");
    }
}
