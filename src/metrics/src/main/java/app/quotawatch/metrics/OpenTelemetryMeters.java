package app.quotawatch.metrics;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;

/**
 * Publishes the metrics of a {@link QuotaWatch} through OpenTelemetry, in the instrumentation scope {@code app.quotawatch}, until
 * it is closed. Thread-safe.
 * <p>
 * A gauge has points only for known values. Calls and failed calls are measured from the moment of binding. What was recorded
 * before closing remains in the SDK, which offers no way to remove it.
 */
public final class OpenTelemetryMeters implements AutoCloseable {

    private static final String SCOPE = "app.quotawatch";

    private final AtomicReference<@Nullable OpenTelemetryReadings> readings;
    private final QuotaWatch.@Nullable Subscription calls;

    private OpenTelemetryMeters(@Nullable OpenTelemetryReadings readings, QuotaWatch.@Nullable Subscription calls) {
        this.readings = new AtomicReference<>(readings);
        this.calls = calls;
    }

    /**
     * Adds the metrics of an instance.
     *
     * @param quotaWatch the instance to publish; if it is disabled, no metrics are registered
     * @return the registration; closing it ends the metrics
     * @throws NullPointerException if an argument is null
     */
    public static OpenTelemetryMeters bind(QuotaWatch quotaWatch, OpenTelemetry openTelemetry) {
        Objects.requireNonNull(quotaWatch, "quotaWatch");
        Objects.requireNonNull(openTelemetry, "openTelemetry");
        if (!quotaWatch.isEnabled()) {
            return new OpenTelemetryMeters(null, null);
        }
        Meter meter = openTelemetry.getMeter(SCOPE);
        OpenTelemetryCalls calls = new OpenTelemetryCalls(meter, quotaWatch);
        calls.showZeros();
        return new OpenTelemetryMeters(new OpenTelemetryReadings(meter, quotaWatch), quotaWatch.onCall(calls));
    }

    /** Stops reading and recording. A second call does nothing. */
    @Override
    public void close() {
        // the SDK logs a warning if a callback is closed twice
        OpenTelemetryReadings open = readings.getAndSet(null);
        if (open != null && calls != null) {
            open.close();
            calls.close();
        }
    }
}
