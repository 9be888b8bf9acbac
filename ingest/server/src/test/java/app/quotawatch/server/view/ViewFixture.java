package app.quotawatch.server.view;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import app.quotawatch.ingest.wire.BatchReader;
import app.quotawatch.server.batch.BatchSettings;
import app.quotawatch.server.batch.BatchWriter;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.Dialect;
import app.quotawatch.server.database.Partitions;
import app.quotawatch.server.job.HourSums;
import app.quotawatch.server.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A database with a project, two replicas that store batches in it, and a clock that stands still. */
final class ViewFixture implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-05-07T12:34:56.789Z");

    private static final int BATCH = 500;

    final TestDatabase stored;
    final Database database;
    int project;
    final Views views;
    private final List<BatchWriter> replicas = new ArrayList<>();
    private final HourSums hourSums;
    private int projects;

    ViewFixture(TestDatabase stored) {
        this.stored = stored;
        this.database = stored.database();
        this.hourSums = new HourSums(database);
        this.views = new Views(database, () -> NOW);
        for (int shard = 0; shard < 2; shard++) {
            BatchWriter replica = new BatchWriter(database, new Partitions(database),
                    new BatchSettings(database.dialect() == Dialect.SQLITE ? 0 : shard, 64,
                            Duration.ofDays(7).toMillis(),
                            Duration.ofDays(7).toMillis()),
                    List.of(),
                    new SimpleMeterRegistry(), Clock.fixed(NOW, ZoneOffset.UTC));
            replica.start();
            replicas.add(replica);
        }
    }

    /** Goes on with a project that has no calls. */
    void startProject() {
        project = createProject();
    }

    int createProject() {
        return database.write(connection -> {
            try (var insert = connection.prepareStatement(
                    "insert into project (name, created_at) values (?, ?) returning id")) {
                insert.setString(1, "shop " + ++projects);
                insert.setLong(2, NOW.minus(Duration.ofDays(30)).toEpochMilli());
                try (var rows = insert.executeQuery()) {
                    rows.next();
                    return rows.getInt(1);
                }
            }
        });
    }

    /** Sends calls, in batches to one replica after the other, with what the client had to drop. */
    void send(List<Sent> calls, Map<String, Long> drops) {
        for (int from = 0; from < calls.size(); from += BATCH) {
            JsonArrayBuilder events = Json.createArrayBuilder();
            calls.subList(from, Math.min(from + BATCH, calls.size())).forEach(call -> events.add(call.json()));
            byte[] body = Json.createObjectBuilder().add("projectApiKey", "key").add("events", events).build()
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            replicas.get(from / BATCH % replicas.size())
                    .submit(project, null, BatchReader.read(body), from == 0 ? drops : Map.of()).join();
        }
    }

    void send(Sent... calls) {
        send(List.of(calls), Map.of());
    }

    void sumUpHours() {
        hourSums.run();
    }

    void execute(String sql) {
        stored.execute(sql);
    }

    JsonObject summary() {
        return json(views.summary(project));
    }

    /** Returns the calls of a range, by API. */
    JsonObject range(long length, String api) {
        return json(views.range(project, TimeRange.latest(length, NOW))).getJsonArray("series").stream()
                .map(series -> series.asJsonObject()).filter(series -> series.getString("api").equals(api))
                .findFirst().orElseThrow().getJsonObject("range");
    }

    JsonObject api(String api) {
        return json(views.api(project, api, "production", TimeRange.latest(TimeRange.DAY, NOW)));
    }

    static JsonObject json(byte[] document) {
        return Json.createReader(new StringReader(new String(document, StandardCharsets.UTF_8))).readObject();
    }

    @Override
    public void close() {
        replicas.forEach(BatchWriter::close);
        stored.close();
    }

    /** A call of an API in production. */
    record Sent(String api, Instant at, String endpoint, int status, long latencyMs, Map<String, String> headers) {

        private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
                .withZone(ZoneOffset.UTC);

        static Sent of(String api, Instant at) {
            return new Sent(api, at, "/v1/x", 200, 100, Map.of());
        }

        /** A call that was made so long before now. */
        static Sent ago(String api, Duration ago) {
            return of(api, NOW.minus(ago));
        }

        Sent endpoint(String value, long newLatencyMs) {
            return new Sent(api, at, value, status, newLatencyMs, headers);
        }

        Sent status(int value) {
            return new Sent(api, at, endpoint, value, latencyMs, headers);
        }

        Sent headers(Map<String, String> value) {
            return new Sent(api, at, endpoint, status, latencyMs, value);
        }

        private JsonObjectBuilder json() {
            JsonObjectBuilder own = Json.createObjectBuilder();
            headers.forEach(own::add);
            return Json.createObjectBuilder().add("api", api).add("endpoint", endpoint).add("method", "GET")
                    .add("status", status).add("latencyMs", latencyMs).add("timestamp", TIMESTAMP.format(at))
                    .add("environment", "production").add("hit429", status == 429).add("rateLimitHeaders", own);
        }
    }
}
