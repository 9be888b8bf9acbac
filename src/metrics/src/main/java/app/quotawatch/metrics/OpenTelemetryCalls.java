package app.quotawatch.metrics;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;

/** The metrics that calls contribute to. Thread-safe. */
final class OpenTelemetryCalls implements CallMeters {

    private static final double NANOS = 1e9;

    private final DoubleHistogram calls;
    private final LongCounter failures;

    /* Does not grow beyond the SDK, which keeps a point for each of them too. */
    private final ConcurrentMap<MeterTags, Attributes> attributes = new ConcurrentHashMap<>();

    OpenTelemetryCalls(Meter meter) {
        calls = meter.histogramBuilder(MeterCatalog.CALLS.name())
                .setDescription(MeterCatalog.CALLS.description())
                .setUnit(MeterCatalog.CALLS.unit())
                .build();
        failures = meter.counterBuilder(MeterCatalog.FAILED_CALLS.name())
                .setDescription(MeterCatalog.FAILED_CALLS.description())
                .setUnit(MeterCatalog.FAILED_CALLS.unit())
                .build();
    }

    @Override
    public void time(MeterTags tags, Duration duration) {
        calls.record(duration.toNanos() / NANOS, attributes(tags));
    }

    @Override
    public void countFailure(MeterTags tags) {
        failures.add(1, attributes(tags));
    }

    private Attributes attributes(MeterTags tags) {
        Attributes known = attributes.get(tags);
        return known == null ? attributes.computeIfAbsent(tags, OpenTelemetryReadings::attributes) : known;
    }
}
