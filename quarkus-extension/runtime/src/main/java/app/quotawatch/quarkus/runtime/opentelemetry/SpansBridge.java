package app.quotawatch.quarkus.runtime.opentelemetry;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import app.quotawatch.metrics.OpenTelemetrySpans;
import app.quotawatch.quarkus.runtime.QuotaWatchSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Shows quotas in the spans of calls while the application runs. */
@Singleton
public final class SpansBridge {

    private static final int FIRST = 1;

    private @Nullable OpenTelemetrySpans spans;

    void start(@Observes @Priority(FIRST) StartupEvent event, QuotaWatch quotaWatch, QuotaWatchSettings settings) {
        if (QuotaWatchSettings.isTrue(settings.traces().tracesEnabled(), true)) {
            spans = OpenTelemetrySpans.bind(quotaWatch);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (spans != null) {
            spans.close();
        }
    }
}
