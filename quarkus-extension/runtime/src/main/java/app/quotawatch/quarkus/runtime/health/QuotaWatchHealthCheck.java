package app.quotawatch.quarkus.runtime.health;

import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import app.quotawatch.QuotaWatch;
import app.quotawatch.quarkus.runtime.QuotaWatchSettings;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;

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
        this.exhaustedIsDown = settings.health().exhaustedIsDown().map(String::strip).map(Boolean::valueOf)
                .orElse(false);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("quotawatch");
        boolean exhausted = false;
        for (ApiQuota quota : quotaWatch.quotas()) {
            for (QuotaWindow window : quota.windows()) {
                response.withData(name(quota, window), remaining(window));
                exhausted |= window.isExhausted();
            }
        }
        return response.status(!(exhausted && exhaustedIsDown)).build();
    }

    /* Windows of one name differ in their partitions, or else in their limits. */
    private static String name(ApiQuota quota, QuotaWindow window) {
        String name = quota.api() + "." + window.name();
        if (window.source() == QuotaWindow.Source.CONFIGURED) {
            return name;
        }
        String partition = window.partition().map(label -> "." + label).orElse("");
        long same = quota.windows().stream().filter(other -> other.name().equals(window.name())
                && other.source() == window.source() && other.partition().equals(window.partition())).count();
        return name + partition + (same > 1 ? "." + known(window.limit()) : "");
    }

    private static String remaining(QuotaWindow window) {
        return known(window.remaining()) + " of " + known(window.limit()) + " " + window.unit() + " remaining";
    }

    private static String known(OptionalLong value) {
        return value.isPresent() ? String.valueOf(value.getAsLong()) : "?";
    }
}
