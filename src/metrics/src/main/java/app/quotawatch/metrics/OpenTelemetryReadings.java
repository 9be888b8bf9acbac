package app.quotawatch.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

import app.quotawatch.DeliveryStats;
import app.quotawatch.QuotaWatch;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;

/** The metrics that are read on export: all gauges from one reading of the quotas, all counters from one of the statistics. */
final class OpenTelemetryReadings {

    private final QuotaWatch quotaWatch;
    private final Map<MeterCatalog.WindowGauge, ObservableLongMeasurement> gauges = new LinkedHashMap<>();
    private final Map<MeterCatalog.EventCounter, ObservableLongMeasurement> counters = new LinkedHashMap<>();
    private final BatchCallback windows;
    private final BatchCallback events;

    OpenTelemetryReadings(Meter meter, QuotaWatch quotaWatch) {
        this.quotaWatch = quotaWatch;
        for (MeterCatalog.WindowGauge gauge : MeterCatalog.WINDOW_GAUGES) {
            gauges.put(gauge, meter.gaugeBuilder(gauge.name())
                    .ofLongs()
                    .setDescription(gauge.description())
                    .buildObserver());
        }
        for (MeterCatalog.EventCounter counter : MeterCatalog.EVENT_COUNTERS) {
            counters.put(counter, meter.counterBuilder(counter.name())
                    .setDescription(counter.description())
                    .setUnit(counter.unit())
                    .buildObserver());
        }
        windows = together(meter, this::readWindows, gauges);
        events = together(meter, this::readEvents, counters);
    }

    private static BatchCallback together(Meter meter, Runnable reading, Map<?, ObservableLongMeasurement> all) {
        ObservableMeasurement[] observers = all.values().toArray(ObservableMeasurement[]::new);
        return meter.batchCallback(reading, observers[0], observers);
    }

    private void readWindows() {
        for (ApiQuota quota : quotaWatch.quotas()) {
            for (QuotaWindow window : quota.windows()) {
                Attributes attributes = attributes(MeterCatalog.tags(quota, window));
                gauges.forEach((gauge, observer) -> gauge.value().apply(window)
                        .ifPresent(known -> observer.record(known, attributes)));
            }
        }
    }

    private void readEvents() {
        DeliveryStats stats = quotaWatch.deliveryStats();
        counters.forEach((counter, observer) -> counter.readings().forEach(reading -> observer.record(
                reading.value().applyAsLong(stats), attributes(reading.tags()))));
    }

    static Attributes attributes(MeterTags tags) {
        AttributesBuilder attributes = Attributes.builder();
        tags.forEach(attributes::put);
        return attributes.build();
    }

    void close() {
        windows.close();
        events.close();
    }
}
