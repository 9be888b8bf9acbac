package app.quotawatch.server.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.dashboard.Call;
import app.quotawatch.ingest.dashboard.DashboardJson;
import app.quotawatch.ingest.dashboard.Gauges;
import app.quotawatch.ingest.dashboard.JsonDocument;
import app.quotawatch.ingest.dashboard.Summary;
import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.database.Database;

/**
 * Writes the documents that the dashboard reads. Methods throw a {@link HttpProblem} if the project does not exist, and
 * {@link app.quotawatch.server.database.DatabaseUnavailableException}. Thread-safe.
 */
@Singleton
final class Views {

    private static final String RANGE = "range";

    private final Database database;
    private final InstantSource clock;

    @Inject
    Views(Database database) {
        this(database, InstantSource.system());
    }

    Views(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The last hour and the last day of each series of a project, its quotas and newest headers. */
    byte[] summary(int project) {
        return database.read(connection -> DashboardJson.summary(summary(connection, project)));
    }

    private Summary summary(Connection connection, int projectId) throws SQLException {
        Catalog.Project project = Catalog.project(connection, projectId);
        Instant now = clock.instant();
        Map<String, TimeRange> ranges = new LinkedHashMap<>();
        ranges.put("hour", TimeRange.latest(TimeRange.HOUR, now));
        ranges.put("day", TimeRange.latest(TimeRange.DAY, now));
        Map<String, Map<Integer, Summary.OfWindow>> windows = new LinkedHashMap<>();
        for (Map.Entry<String, TimeRange> range : ranges.entrySet()) {
            windows.put(range.getKey(), sums(connection, Scope.project(projectId), range.getValue(), now));
        }
        Map<Integer, Long> totals = Catalog.totals(connection, projectId);
        List<Summary.OfSeries> all = new ArrayList<>();
        for (Catalog.Row row : Catalog.series(connection, projectId)) {
            Map<String, Summary.OfWindow> own = new LinkedHashMap<>();
            windows.forEach((label, bySeries) -> {
                Summary.OfWindow window = bySeries.get(row.id());
                own.put(label, window == null ? Sums.nothing(Objects.requireNonNull(ranges.get(label))) : window);
            });
            all.add(series(connection, row, totals.getOrDefault(row.id(), 0L), own));
        }
        long received = totals.values().stream().mapToLong(Long::longValue).sum();
        return new Summary(now, project.createdAt(), true, project.planApis(), received, null, null, null, null, null,
                0, all);
    }

    private Map<Integer, Summary.OfWindow> sums(Connection connection, Scope scope, TimeRange range, Instant now)
            throws SQLException {
        return Sums.read(connection, database.dialect(), scope, range, now.toEpochMilli());
    }

    private static Summary.OfSeries series(Connection connection, Catalog.Row row, long total,
            Map<String, Summary.OfWindow> windows) throws SQLException {
        Gauges gauges = StoredGauges.read(connection, row);
        return new Summary.OfSeries(row.api(), row.environment(), total, Instant.ofEpochMilli(row.lastCall()), windows,
                gauges.shown(), gauges.reportedAt(), StoredHeaders.parse(row.headers()),
                Instant.ofEpochMilli(row.headersAt()));
    }

    /** Calls one by one, newest first; of one API, if it is not null. */
    byte[] events(int projectId, @Nullable String api, Position before, int limit) {
        return database.read(connection -> {
            Catalog.project(connection, projectId);
            List<Catalog.Row> series = Catalog.series(connection, projectId).stream()
                    .filter(row -> api == null || row.api().equals(api)).toList();
            // one more, which shows whether there are more
            List<Call> calls = StoredCalls.newest(connection, series, before, limit + 1);
            return DashboardJson.events(received(connection, projectId), calls, limit,
                    call -> Position.of(call).toString());
        });
    }

    private static long received(Connection connection, int project) throws SQLException {
        return Catalog.totals(connection, project).values().stream().mapToLong(Long::longValue).sum();
    }

    /** What a stream shows: its summary, unless nothing has been received since a snapshot, and the newest calls. */
    Snapshot snapshot(int projectId, @Nullable Snapshot before, int calls) {
        return database.read(connection -> {
            Instant now = clock.instant();
            long received = received(connection, projectId);
            if (before != null && before.isCurrent(received, now)) {
                return before;
            }
            List<Call> newest = StoredCalls.newest(connection, Catalog.series(connection, projectId), Position.NEWEST,
                    calls);
            return new Snapshot(now, received, DashboardJson.summary(summary(connection, projectId)), newest);
        });
    }

    /** The calls of each series of a project in a range, and what its clients dropped. */
    byte[] range(int projectId, TimeRange range) {
        return database.read(connection -> {
            Catalog.project(connection, projectId);
            Instant now = clock.instant();
            Map<Integer, Summary.OfWindow> windows = sums(connection, Scope.project(projectId), range, now);
            List<Catalog.Row> series = Catalog.series(connection, projectId);
            List<ClientDrops> drops = ClientDrops.read(connection, projectId, range);
            return JsonDocument.of(document -> {
                document.timestamp("now", now);
                document.timestamp("from", Instant.ofEpochMilli(range.from()));
                document.timestamp("to", Instant.ofEpochMilli(range.to()));
                int written = document.objects("series", series, row -> {
                    document.json().write("api", row.api());
                    document.json().write("environment", row.environment());
                    Summary.OfWindow window = windows.get(row.id());
                    DashboardJson.window(document, RANGE, window == null ? Sums.nothing(range) : window);
                });
                document.json().write("omittedSeries", series.size() - written);
                drops(document, drops);
            });
        });
    }

    private static void drops(JsonDocument document, List<ClientDrops> drops) {
        document.objects("drops", drops, drop -> {
            document.json().write("reason", drop.reason());
            document.json().write("events", drop.events());
        });
    }

    /** Everything about one API in one environment. */
    byte[] api(int projectId, String api, String environment, TimeRange range) {
        return database.read(connection -> {
            Catalog.project(connection, projectId);
            Instant now = clock.instant();
            Catalog.Row row = Catalog.series(connection, projectId).stream()
                    .filter(each -> each.api().equals(api) && each.environment().equals(environment)).findFirst()
                    .orElseThrow(() -> HttpProblem.notFound("api, environment: no call of them is stored"));
            Summary.OfWindow window = sums(connection, Scope.series(row.id()), range, now).get(row.id());
            long total = Catalog.totals(connection, projectId).getOrDefault(row.id(), 0L);
            Summary.OfSeries series = series(connection, row, total,
                    Map.of(RANGE, window == null ? Sums.nothing(range) : window));
            List<LimitUse> limits = LimitUse.read(connection, projectId, row, now);
            CallSample sample = CallSample.read(connection, row.id(), range);
            List<ClientDrops> drops = ClientDrops.read(connection, projectId, range);
            return JsonDocument.of(document -> {
                document.timestamp("now", now);
                document.timestamp("firstSeen", Instant.ofEpochMilli(row.firstSeen()));
                DashboardJson.series(document, series);
                document.objects("limits", limits, limit -> limit(document, limit));
                sample(document, sample);
                drops(document, drops);
            });
        });
    }

    private static void limit(JsonDocument document, LimitUse limit) {
        document.json().write("kind", limit.kind().label());
        document.json().write("value", limit.value());
        document.json().writeStartArray("thresholds");
        limit.thresholds().forEach(document.json()::write);
        document.json().writeEnd();
        document.json().write("used", limit.used());
        document.timestamp("periodStart", limit.start());
        document.timestamp("periodEnd", limit.end());
        document.json().write("forecast", limit.forecast().state().label());
        document.timestamp("reachedAt", limit.forecast().at());
    }

    private static void sample(JsonDocument document, CallSample sample) {
        document.json().write("sampleCalls", sample.calls());
        document.timestamp("sampleSince", sample.oldest());
        document.objects("slowest", sample.slowest(), endpoint -> {
            document.json().write("method", endpoint.method());
            document.json().write("endpoint", endpoint.path());
            document.json().write("calls", endpoint.calls());
            document.json().write("errors", endpoint.errors());
            document.json().write("hits429", endpoint.hits429());
            document.number("p50Ms", endpoint.p50());
            document.number("p95Ms", endpoint.p95());
            document.json().write("longestMs", endpoint.longest());
        });
        document.objects("rejected", sample.rejected(), call -> {
            document.timestamp("timestamp", call.at());
            document.json().write("method", call.method());
            document.json().write("endpoint", call.path());
            if (call.retryAfter() == null) {
                document.json().writeNull("retryAfter");
            } else {
                document.json().write("retryAfter", call.retryAfter());
            }
        });
    }
}
