package app.quotawatch.cdi.health;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import app.quotawatch.QuotaWatch;
import app.quotawatch.metrics.QuotaHealth;

/**
 * Reports the remaining quota of each API. It is a readiness check and not a liveness check, because restarting the application
 * would not restore any quota.
 */
@Readiness
@Dependent
public final class QuotaWatchHealthCheck implements HealthCheck {

    private final HealthSource source;

    @Inject
    QuotaWatchHealthCheck(HealthSource source) {
        this.source = source;
    }

    @Override
    public HealthCheckResponse call() {
        QuotaWatch quotaWatch = source.quotaWatch();
        QuotaHealth health = QuotaHealth.of(quotaWatch == null ? List.of() : quotaWatch.quotas());
        HealthCheckResponseBuilder response = HealthCheckResponse.named("quotawatch");
        for (Map.Entry<String, String> window : health.data().entrySet()) {
            response.withData(window.getKey(), window.getValue());
        }
        return response.status(!(health.isExhausted() && source.exhaustedIsDown())).build();
    }
}
