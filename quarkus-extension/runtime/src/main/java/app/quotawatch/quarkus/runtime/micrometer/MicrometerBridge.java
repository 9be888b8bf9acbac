package app.quotawatch.quarkus.runtime.micrometer;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import app.quotawatch.QuotaWatch;
import app.quotawatch.engine.Engine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Shows QuotaWatch's figures in the application's registry while the application runs. */
@Singleton
public final class MicrometerBridge {

    /* Before every observer of the application, so that the calls it makes while it starts are timed. */
    private static final int FIRST = 1;

    private Meters meters;

    void start(@Observes @Priority(FIRST) StartupEvent event, MeterRegistry registry, QuotaWatch quotaWatch) {
        if (quotaWatch instanceof Engine engine) {
            meters = new Meters(registry, engine);
            meters.start();
        }
    }

    /* The registry outlives the application at a live reload. */
    void stop(@Observes ShutdownEvent event) {
        if (meters != null) {
            meters.remove();
        }
    }
}
