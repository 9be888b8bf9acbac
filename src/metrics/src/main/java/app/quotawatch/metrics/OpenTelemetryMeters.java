package app.quotawatch.metrics;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

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

    private final Queue<Runnable> ends;

    private OpenTelemetryMeters(List<Runnable> ends) {
        this.ends = new ConcurrentLinkedQueue<>(ends);
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
            return new OpenTelemetryMeters(List.of());
        }
        Meter meter = openTelemetry.getMeter(SCOPE);
        OpenTelemetryReadings readings = new OpenTelemetryReadings(meter, quotaWatch);
        QuotaWatch.Subscription calls = quotaWatch.onCall(new OpenTelemetryCalls(meter));
        return new OpenTelemetryMeters(List.of(readings::close, calls::close));
    }

    /** Stops reading and recording. A second call does nothing. */
    @Override
    public void close() {
        // the SDK logs a warning if a callback is closed twice
        for (Runnable end = ends.poll(); end != null; end = ends.poll()) {
            end.run();
        }
    }
}
