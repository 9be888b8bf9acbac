package app.quotawatch.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import app.quotawatch.DeliveryStats;
import app.quotawatch.FleetStats;
import app.quotawatch.QuotaWatch;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.Fleet;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;

/** The metrics that are read on export: all gauges from one reading of the quotas, all events from one of the statistics. */
final class OpenTelemetryReadings {

    private final QuotaWatch quotaWatch;
    private final Map<MeterCatalog.WindowGauge, ObservableDoubleMeasurement> gauges = new EnumMap<>(
            MeterCatalog.WindowGauge.class);
    private final List<ReadMeter> events = new ArrayList<>();
    private final BatchCallback readingWindows;
    private final BatchCallback readingEvents;
    private final @Nullable BatchCallback readingFleet;

    OpenTelemetryReadings(Meter meter, QuotaWatch quotaWatch) {
        this.quotaWatch = quotaWatch;
        List<ObservableMeasurement> read = new ArrayList<>();
        for (MeterCatalog.WindowGauge gauge : MeterCatalog.WindowGauge.values()) {
            ObservableDoubleMeasurement observer = meter.gaugeBuilder(gauge.meterName())
                    .setDescription(gauge.description())
                    .setUnit(gauge.unit())
                    .buildObserver();
            gauges.put(gauge, observer);
            read.add(observer);
        }
        readingWindows = together(meter, new WindowReader(), read);
        read.clear();
        for (MeterCatalog.EventMeter event : MeterCatalog.EVENT_METERS) {
            ObservableLongMeasurement observer = observer(meter, event);
            events.add(new ReadMeter(event, observer));
            read.add(observer);
        }
        readingEvents = together(meter, new EventReader(), read);
        readingFleet = quotaWatch.fleetStats().isPresent() ? new FleetReader(meter).together(meter) : null;
    }

    private static ObservableLongMeasurement observer(Meter meter, MeterCatalog.EventMeter event) {
        return event.onlyGrows()
                ? meter.counterBuilder(event.name()).setDescription(event.description()).setUnit(event.unit())
                        .buildObserver()
                : meter.upDownCounterBuilder(event.name()).setDescription(event.description()).setUnit(event.unit())
                        .buildObserver();
    }

    private static BatchCallback together(Meter meter, Runnable reading, List<ObservableMeasurement> all) {
        return meter.batchCallback(reading, all.get(0),
                all.subList(1, all.size()).toArray(new ObservableMeasurement[0]));
    }

    void close() {
        readingWindows.close();
        readingEvents.close();
        if (readingFleet != null) {
            readingFleet.close();
        }
    }

    private record ReadMeter(MeterCatalog.EventMeter meter, ObservableLongMeasurement observer) {}

    private final class WindowReader implements Runnable {

        @Override
        public void run() {
            List<ApiQuota> quotas = quotaWatch.quotas();
            Instant now = Instant.now();
            for (ApiQuota quota : quotas) {
                for (MeterCatalog.ShownWindow shown : MeterCatalog.windows(quota)) {
                    Attributes attributes = OpenTelemetryCalls.attributes(shown.tags());
                    for (Map.Entry<MeterCatalog.WindowGauge, ObservableDoubleMeasurement> gauge : gauges.entrySet()) {
                        OptionalDouble value = gauge.getKey().of(shown.window(), now);
                        if (value.isPresent()) {
                            gauge.getValue().record(value.getAsDouble(), attributes);
                        }
                    }
                }
            }
        }
    }

    private final class EventReader implements Runnable {

        @Override
        public void run() {
            DeliveryStats stats = quotaWatch.deliveryStats();
            for (ReadMeter event : events) {
                for (MeterCatalog.Reading reading : event.meter().readings()) {
                    event.observer().record(reading.of(stats), OpenTelemetryCalls.attributes(reading.tags()));
                }
            }
        }
    }

    private final class FleetReader implements Runnable {

        private final Map<MeterCatalog.FleetGauge, ObservableDoubleMeasurement> fleetGauges = new EnumMap<>(
                MeterCatalog.FleetGauge.class);
        private final ObservableLongMeasurement exchanges;

        FleetReader(Meter meter) {
            for (MeterCatalog.FleetGauge gauge : MeterCatalog.FleetGauge.values()) {
                fleetGauges.put(gauge, meter.gaugeBuilder(gauge.meterName()).setDescription(gauge.description())
                        .setUnit(gauge.unit()).buildObserver());
            }
            exchanges = meter.counterBuilder(MeterCatalog.FLEET_EXCHANGES.name())
                    .setDescription(MeterCatalog.FLEET_EXCHANGES.description())
                    .setUnit(MeterCatalog.FLEET_EXCHANGES.unit()).buildObserver();
        }

        BatchCallback together(Meter meter) {
            return meter.batchCallback(this, exchanges, fleetGauges.values().toArray(new ObservableMeasurement[0]));
        }

        @Override
        public void run() {
            Optional<FleetStats> stats = quotaWatch.fleetStats();
            if (stats.isEmpty()) {
                return;
            }
            for (FleetStats.Outcome outcome : FleetStats.Outcome.values()) {
                exchanges.record(stats.get().exchanges(outcome),
                        OpenTelemetryCalls.attributes(MeterCatalog.tags(outcome)));
            }
            Optional<Fleet> fleet = stats.get().fleet();
            if (fleet.isPresent()) {
                Instant now = Instant.now();
                for (Map.Entry<MeterCatalog.FleetGauge, ObservableDoubleMeasurement> gauge : fleetGauges.entrySet()) {
                    gauge.getValue().record(gauge.getKey().of(fleet.get(), now));
                }
            }
        }
    }
}
