package app.quotawatch.metrics;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

import app.quotawatch.QuotaWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Meters with descriptions, units and buckets: the way for nearly every registry. */
final class BuiltMeters implements MeterFactory {

    private static final double NANOS = 1e9;
    private static final String SECONDS = "seconds";
    private static final Duration[] BUCKETS = buckets();

    private final MeterRegistry registry;
    private final QuotaWatch quotaWatch;

    BuiltMeters(MeterRegistry registry, QuotaWatch quotaWatch) {
        this.registry = registry;
        this.quotaWatch = quotaWatch;
    }

    private static Duration[] buckets() {
        Duration[] buckets = new Duration[MeterCatalog.BUCKETS.size()];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = Duration.ofNanos(Math.round(MeterCatalog.BUCKETS.get(i) * NANOS));
        }
        return buckets;
    }

    @Override
    public Meter reading(String name, String description, MeterTags tags, ToDoubleFunction<QuotaWatch> value) {
        return FunctionCounter.builder(name, quotaWatch, value).description(description).tags(tags.withoutGaps())
                .register(registry);
    }

    @Override
    public Gauge gauge(String name, String description, boolean inSeconds, MeterTags tags,
            ToDoubleFunction<QuotaWatch> value) {
        return Gauge.builder(name, quotaWatch, value).description(description).baseUnit(inSeconds ? SECONDS : null)
                .tags(tags.withoutGaps()).register(registry);
    }

    @Override
    public Counter counter(MeterCatalog.CallMeter meter, MeterTags tags) {
        return Counter.builder(meter.name()).description(meter.description()).tags(tags.withoutGaps())
                .register(registry);
    }

    @Override
    public Timer timer(MeterCatalog.CallMeter meter, MeterTags tags) {
        return Timer.builder(meter.name()).description(meter.description()).tags(tags.withoutGaps())
                .serviceLevelObjectives(BUCKETS).register(registry);
    }
}
