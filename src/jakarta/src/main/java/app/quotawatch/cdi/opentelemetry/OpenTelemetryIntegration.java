package app.quotawatch.cdi.opentelemetry;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import app.quotawatch.metrics.OpenTelemetryMeters;
import app.quotawatch.metrics.OpenTelemetrySpans;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;

/**
 * Finds the application's OpenTelemetry: the one that it can inject, or else the global one if there is one. One that is switched
 * off is not used, so that no call pays for it.
 */
public final class OpenTelemetryIntegration {

    private static final String SCOPE = "app.quotawatch";

    private OpenTelemetryIntegration() {}

    /**
     * Publishes the meters.
     *
     * @return what ends that; null if there is no OpenTelemetry with metrics
     */
    public static @Nullable AutoCloseable startMetrics(BeanManager beans, QuotaWatch quotaWatch) {
        OpenTelemetry found = find(beans);
        return found == null || found.getMeterProvider().get(SCOPE) == MeterProvider.noop().get(SCOPE)
                ? null
                : OpenTelemetryMeters.bind(quotaWatch, found);
    }

    /**
     * Adds attributes to the spans of calls.
     *
     * @return what ends that; null if there is no OpenTelemetry with traces
     */
    public static @Nullable AutoCloseable startTraces(BeanManager beans, QuotaWatch quotaWatch) {
        OpenTelemetry found = find(beans);
        return found == null || found.getTracerProvider().get(SCOPE) == TracerProvider.noop().get(SCOPE)
                ? null
                : OpenTelemetrySpans.bind(quotaWatch);
    }

    private static @Nullable OpenTelemetry find(BeanManager beans) {
        Instance<OpenTelemetry> injectable = beans.createInstance().select(OpenTelemetry.class);
        return injectable.isResolvable() ? injectable.get() : global();
    }

    /* To ask for the global one would set it, and nobody could set another. */
    private static @Nullable OpenTelemetry global() {
        try {
            return GlobalOpenTelemetry.isSet() ? GlobalOpenTelemetry.get() : null;
        } catch (NoSuchMethodError older) {
            return null;
        }
    }
}
