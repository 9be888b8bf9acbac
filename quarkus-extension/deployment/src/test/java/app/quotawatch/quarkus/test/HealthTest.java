package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.tck.clients.ThingsClient;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** With SmallRye Health there is a health check. It is DOWN while a quota is exhausted, if so configured. */
class HealthTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.observed()
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-smallrye-health", System.getProperty("version.quarkus"))))
            .overrideRuntimeConfigKey("quotawatch.health.exhausted-is-down", "true")
            .overrideRuntimeConfigKey("quotawatch.apis.things.limits.requests-per-day", "1");

    @Inject
    @RestClient
    ThingsClient things;

    @Inject
    @Any
    Instance<HealthCheck> checks;

    @Test
    void exhaustedQuota_isDown() {
        assertThat(check().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(check().getData().orElseThrow()).containsEntry("things.daily", "1 of 1 requests remaining");

        things.get("healthy", "hush");

        assertThat(check().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(check().getData().orElseThrow()).containsEntry("things.daily", "0 of 1 requests remaining");
    }

    private HealthCheckResponse check() {
        return checks.stream().map(HealthCheck::call).filter(response -> response.getName().equals("quotawatch"))
                .findFirst().orElseThrow();
    }
}
