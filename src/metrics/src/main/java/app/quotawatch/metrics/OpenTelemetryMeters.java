package app.quotawatch.metrics;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import app.quotawatch.QuotaWatch;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;

/**
 * Shows a {@link QuotaWatch} as metrics of OpenTelemetry, in the instrumentation scope {@code app.quotawatch}, until it is
 * closed. Thread-safe.
 * <p>
 * A gauge has points only for the values that are known. Calls are timed and failed calls are counted from the moment of binding
 * on. What they have added by the time of closing stays with the SDK, which has no way to remove it.
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
     * @param quotaWatch what to show; nothing if it is disabled
     * @return ends it when closed
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

    /** Ends it: nothing is read or recorded any more. A second call does nothing. */
    @Override
    public void close() {
        // the SDK warns of what is closed twice
        for (Runnable end = ends.poll(); end != null; end = ends.poll()) {
            end.run();
        }
    }
}
