package app.quotawatch.quarkus.runtime.micrometer;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import app.quotawatch.QuotaWatch;
import app.quotawatch.metrics.MicrometerMeters;
import app.quotawatch.quarkus.runtime.QuotaWatchSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Publishes QuotaWatch's meters in the application's registry while the application runs. */
@Singleton
public final class MicrometerBridge {

    /* Before every observer of the application, so that the calls it makes while it starts are timed. */
    private static final int FIRST = 1;

    private final MicrometerMeters meters;

    MicrometerBridge(QuotaWatch quotaWatch) {
        meters = MicrometerMeters.of(quotaWatch);
    }

    void start(@Observes @Priority(FIRST) StartupEvent event, MeterRegistry registry, QuotaWatchSettings settings) {
        if (QuotaWatchSettings.isTrue(settings.metrics().metricsEnabled(), true)) {
            meters.bindTo(registry);
        }
    }

    /* The registry outlives the application in a live reload. */
    void stop(@Observes ShutdownEvent event) {
        meters.close();
    }
}
