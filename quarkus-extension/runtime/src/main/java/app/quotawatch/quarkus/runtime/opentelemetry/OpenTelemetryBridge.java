package app.quotawatch.quarkus.runtime.opentelemetry;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import app.quotawatch.metrics.OpenTelemetryMeters;
import app.quotawatch.quarkus.runtime.QuotaWatchSettings;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Publishes QuotaWatch's OpenTelemetry metrics while the application runs. */
@Singleton
public final class OpenTelemetryBridge {

    /* Before every observer of the application, so that the calls it makes while it starts are timed. */
    private static final int FIRST = 1;

    private @Nullable OpenTelemetryMeters meters;

    void start(@Observes @Priority(FIRST) StartupEvent event, OpenTelemetry openTelemetry, QuotaWatch quotaWatch,
            QuotaWatchSettings settings) {
        if (QuotaWatchSettings.isTrue(settings.metrics().metricsEnabled(), true)) {
            meters = OpenTelemetryMeters.bind(quotaWatch, openTelemetry);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (meters != null) {
            meters.close();
        }
    }
}
