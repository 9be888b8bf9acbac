package app.quotawatch.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The server has started, although its database has not. */
@QuarkusTest
@TestProfile(WithoutDatabaseTest.Unreachable.class)
class WithoutDatabaseTest {

    private final Client client = new Client(URI.create(ConfigProvider.getConfig().getValue("test.url", String.class)));

    public static final class Unreachable extends OnSqlite {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = super.getConfigOverrides();
            config.put("quotawatch.db.url", "jdbc:postgresql://localhost:1/none");
            return config;
        }
    }

    @Test
    void batch_is503WithRetryAfter() {
        HttpResponse<String> response = client.post(Wire.batch(Wire.event("OpenAI")));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(Client.json(response).getString("error")).isEqualTo("Service Unavailable");
    }

    @Test
    void invalidBatch_is400() {
        assertThat(client.post(Wire.batch("{}")).statusCode()).isEqualTo(400);
    }
}
