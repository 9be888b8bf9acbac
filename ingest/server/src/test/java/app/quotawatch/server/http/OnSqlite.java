package app.quotawatch.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The server on any free port, with a new SQLite file. */
public class OnSqlite implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Map<String, String> config = new HashMap<>();
            config.put("quarkus.http.test-port", "0");
            config.put("quarkus.management.test-port", "0");
            config.put("quotawatch.db.url",
                    "jdbc:sqlite:" + Files.createTempDirectory("quotawatch-server").resolve("quotawatch.db"));
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
