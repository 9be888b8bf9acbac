package app.quotawatch.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import app.quotawatch.server.project.NewProject;
import app.quotawatch.server.project.Projects;
import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.Setup;
import app.quotawatch.tck.ingest.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** What only this ingest does with a batch. */
@QuarkusTest
@TestProfile(OnSqlite.class)
class IngestRouteTest {

    private final StartedServer server = new StartedServer(Setup.defaults());
    private final Client client = new Client(server.uri());

    private String batch(String... events) {
        return Wire.batchOf(server.key(), Stream.of(events));
    }

    private static double malformed() {
        return Arc.container().instance(MeterRegistry.class).get().counter("quotawatch.ingest.malformed.drops").count();
    }

    @Test
    void drops_areStoredOnceWithTheirBatch() {
        for (int i = 0; i < 3; i++) {
            assertThat(client.post(batch(Wire.event("OpenAI")), "Idempotency-Key", "b-1", "QuotaWatch-Dropped",
                    "overflow=3, rejected=1").statusCode()).isEqualTo(202);
        }
        assertThat(client.post(batch("{}"), "QuotaWatch-Dropped", "overflow=5").statusCode()).isEqualTo(400);
        assertThat(server.dropped("overflow")).isEqualTo(3);
        assertThat(server.dropped("rejected")).isEqualTo(1);
    }

    @Test
    void malformedDrops_areIgnoredAndCounted() {
        double before = malformed();
        assertThat(client.post(batch(Wire.event("OpenAI")), "QuotaWatch-Dropped", "overflow=-3").statusCode())
                .isEqualTo(202);
        assertThat(server.dropped("overflow")).isZero();
        assertThat(malformed()).isEqualTo(before + 1);
    }

    @Test
    void revokedKey_is401() {
        Projects projects = Arc.container().instance(Projects.class).get();
        NewProject project = projects.create(UUID.randomUUID().toString(), null, null).orElseThrow();
        String batch = Wire.batchOf(project.key().reveal(), Stream.of(Wire.event("OpenAI")));
        assertThat(client.post(batch).statusCode()).isEqualTo(202);
        projects.revokeKey(project.project().id(), project.key().id());
        assertThat(client.post(batch).statusCode()).isEqualTo(401);
    }

    @Test
    void environmentBeyondThePlan_is403() {
        Projects projects = Arc.container().instance(Projects.class).get();
        NewProject project = projects.create(UUID.randomUUID().toString(), null, 1).orElseThrow();
        String event = Wire.event("OpenAI");
        HttpResponse<String> response = client.post(Wire.batchOf(project.key().reveal(),
                Stream.of(event, event.replace("\"production\"", "\"staging\""))));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(Client.json(response).getString("code")).isEqualTo("ENVIRONMENT_LIMIT");
    }

    @Test
    void batchUnderAnyName_isAccepted() {
        String batch = batch(Wire.event("OpenAI"));
        assertThat(client.raw("POST /v1/ingest HTTP/1.1\r\nHost: quota.example\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nContent-Length: " + batch.length() + "\r\n\r\n" + batch))
                .startsWith("HTTP/1.1 202");
    }

}
