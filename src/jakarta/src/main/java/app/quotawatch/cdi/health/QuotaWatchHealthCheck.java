package app.quotawatch.cdi.health;

import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

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
@Singleton
public final class QuotaWatchHealthCheck implements HealthCheck {

    private final QuotaWatch quotaWatch;
    private final boolean exhaustedIsDown;

    @Inject
    QuotaWatchHealthCheck(QuotaWatch quotaWatch, HealthSettings settings) {
        this.quotaWatch = quotaWatch;
        this.exhaustedIsDown = settings.exhaustedIsDown();
    }

    @Override
    public HealthCheckResponse call() {
        QuotaHealth health = QuotaHealth.of(quotaWatch.quotas());
        HealthCheckResponseBuilder response = HealthCheckResponse.named("quotawatch");
        for (Map.Entry<String, String> window : health.data().entrySet()) {
            response.withData(window.getKey(), window.getValue());
        }
        return response.status(!(health.isExhausted() && exhaustedIsDown)).build();
    }
}
