package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;

import org.eclipse.microprofile.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.quarkus.test.support.World;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** The health check of an application with several credentials: it names their partitions, never the credentials. */
class PartitionedHealthTest {

    private static final String SECRET = "sk-live-4f8a";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.observed()
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-smallrye-health", System.getProperty("version.quarkus"))))
            .overrideRuntimeConfigKey("quotawatch.apis.things.partition", "credential");

    @Inject
    @Any
    Instance<HealthCheck> checks;

    @Test
    void data_namesThePartition_andNoCredential() {
        call("Authorization", "Bearer " + SECRET);
        call("Authorization", "Basic " + SECRET);
        call("X-Api-Key", SECRET);

        Map<String, Object> data = checks.stream().map(HealthCheck::call)
                .filter(response -> response.getName().equals("quotawatch")).findFirst().orElseThrow().getData()
                .orElseThrow();
        assertThat(data).contains(entry("things.default.key-1", "59 of 60 requests remaining"),
                entry("things.default.key-2", "59 of 60 requests remaining"),
                entry("things.default.key-3", "59 of 60 requests remaining"));
        assertThat(data.toString()).doesNotContain(SECRET);
    }

    private static void call(String header, String value) {
        try (Client client = ClientBuilder.newClient()) {
            client.target(World.upstreamUrl()).path("things/partitioned").queryParam("key", SECRET).request()
                    .header(header, value).get(String.class);
        }
    }
}
