package app.quotawatch.server.database;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Ready while the database can be used. */
@Readiness
@Singleton
final class DatabaseReadiness implements HealthCheck {

    private final Schema schema;

    DatabaseReadiness(Schema schema) {
        this.schema = schema;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("database");
        @Nullable
        String problem = schema.problem();
        return problem == null ? response.up().build() : response.down().withData("reason", problem).build();
    }
}
