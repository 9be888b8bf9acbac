package app.quotawatch.quarkus.runtime.health;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import app.quotawatch.QuotaWatch;
import app.quotawatch.metrics.QuotaHealth;
import app.quotawatch.quarkus.runtime.QuotaWatchSettings;

/**
 * Reports the remaining quota of each API. It is a readiness check and not a liveness check, because restarting the application
 * would not restore any quota.
 */
@Readiness
@ApplicationScoped
public class QuotaWatchHealthCheck implements HealthCheck {

    private final QuotaWatch quotaWatch;
    private final boolean exhaustedIsDown;

    QuotaWatchHealthCheck(QuotaWatch quotaWatch, QuotaWatchSettings settings) {
        this.quotaWatch = quotaWatch;
        this.exhaustedIsDown = QuotaWatchSettings.isTrue(settings.health().exhaustedIsDown(), false);
    }

    @Override
    public HealthCheckResponse call() {
        QuotaHealth health = QuotaHealth.of(quotaWatch.quotas());
        HealthCheckResponseBuilder response = HealthCheckResponse.named("quotawatch");
        health.data().forEach(response::withData);
        return response.status(!(health.isExhausted() && exhaustedIsDown)).build();
    }
}
