package app.quotawatch.server.http;

import java.io.StringReader;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

import org.eclipse.microprofile.config.ConfigProvider;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.project.NewProject;
import app.quotawatch.server.project.Projects;
import app.quotawatch.tck.ingest.RunningIngest;
import app.quotawatch.tck.ingest.Setup;
import app.quotawatch.tck.ingest.StoredCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;

/** A project of its own on the server that the test class runs with, as the contracts of every ingest see it. */
final class StartedServer implements RunningIngest {

    private static final Set<String> REJECTED = Set.of("rejected", "unauthorized", "too_large", "plan_limit");

    private final Database database = Arc.container().instance(Database.class).get();
    private final MeterRegistry registry = Arc.container().instance(MeterRegistry.class).get();
    private final NewProject project;
    private final long storedBefore;
    private final long rejectedBefore;

    StartedServer(Setup setup) {
        Projects projects = Arc.container().instance(Projects.class).get();
        project = projects.create(UUID.randomUUID().toString(), setup.planApis(), null).orElseThrow();
        storedBefore = count(Set.of("stored"));
        rejectedBefore = count(REJECTED);
    }

    private long count(Set<String> outcomes) {
        return registry.find("quotawatch.ingest.batches").counters().stream()
                .filter(counter -> outcomes.contains(counter.getId().getTag("outcome")))
                .mapToLong(counter -> (long) counter.count()).sum();
    }

    int id() {
        return project.project().id();
    }

    @Override
    public URI uri() {
        return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
    }

    @Override
    public String key() {
        return project.key().reveal();
    }

    @Override
    public long received() {
        return number("select count(*) from event join series on series.id = event.series where project = ?");
    }

    @Override
    public long batches() {
        return count(Set.of("stored")) - storedBefore;
    }

    @Override
    public long rejected() {
        return count(REJECTED) - rejectedBefore;
    }

    @Override
    public Long dropped(String reason) {
        return number(
                "select coalesce(sum(events), 0) from client_drop where project = ? and reason = '" + reason + "'");
    }

    /** Returns the result of a query with the project as its only parameter. */
    long number(String query) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setInt(1, id());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    @Override
    public List<StoredCall> stored() {
        return database.read(connection -> {
            List<StoredCall> calls = new ArrayList<>();
            try (PreparedStatement statement = connection
                    .prepareStatement("select api, path, method, status, latency_ms, at,"
                            + " environment, hit429, headers from event join series on series.id = event.series"
                            + " join endpoint on endpoint.id = event.endpoint where project = ? order by number")) {
                statement.setInt(1, id());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        calls.add(call(rows));
                    }
                }
            }
            return calls;
        });
    }

    private static StoredCall call(ResultSet row) throws SQLException {
        return new StoredCall(row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getLong(5),
                Instant.ofEpochMilli(row.getLong(6)), row.getString(7), row.getBoolean(8), headers(row.getString(9)));
    }

    private static Map<String, String> headers(String json) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (json != null) {
            try (JsonReader reader = Json.createReader(new StringReader(json))) {
                reader.readObject().forEach((name, value) -> headers.put(name, ((JsonString) value).getString()));
            }
        }
        return headers;
    }

    @Override
    public void close() {
        // the server ends with the test class
    }
}
