package app.quotawatch.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.noop.NoopGauge;
import io.micrometer.core.instrument.noop.NoopMeter;

/** Meters that have a name and tags alone, without descriptions and buckets. */
final class NamedMeters implements MeterFactory {

    /*
     * A registry can pass all meters on to another one, such as that of a deployment on WildFly does. It learns only of those that
     * are registered through its public methods, which take a name and tags. A builder registers through methods that no registry
     * can override, so what it builds would never be published.
     */

    private final MeterRegistry registry;
    private final QuotaWatch quotaWatch;

    NamedMeters(MeterRegistry registry, QuotaWatch quotaWatch) {
        this.registry = registry;
        this.quotaWatch = quotaWatch;
    }

    /** Returns whether the registry does not know a meter that was built. One that a filter denies could not be known. */
    static boolean areNeeded(MeterRegistry registry, Meter built) {
        return !(built instanceof NoopMeter) && !registry.getMeters().contains(built);
    }

    @Override
    public Meter reading(String name, String description, MeterTags tags, ToDoubleFunction<QuotaWatch> value) {
        return registry.more().counter(name, all(tags), quotaWatch, value);
    }

    @Override
    public Gauge gauge(String name, String description, boolean inSeconds, MeterTags tags,
            ToDoubleFunction<QuotaWatch> value) {
        return inSeconds
                ? registry.more().timeGauge(name, all(tags), quotaWatch, TimeUnit.SECONDS, value)
                : gauge(name, tags, value);
    }

    private Gauge gauge(String name, MeterTags tags, ToDoubleFunction<QuotaWatch> value) {
        registry.gauge(name, all(tags), quotaWatch, value);
        @Nullable
        Gauge registered = registry.find(name).tags(all(tags)).gauge();
        return registered == null
                ? new NoopGauge(new Meter.Id(name, Tags.of(all(tags)), null, null, Meter.Type.GAUGE))
                : registered;
    }

    @Override
    public Counter counter(MeterCatalog.CallMeter meter, MeterTags tags) {
        return registry.counter(meter.name(), all(tags));
    }

    @Override
    public Timer timer(MeterCatalog.CallMeter meter, MeterTags tags) {
        return registry.timer(meter.name(), all(tags));
    }

    /* Not Tags: a method that takes them is newer than the others, and would not be passed on. */
    private static Iterable<Tag> all(MeterTags tags) {
        return Tags.of(tags.withoutGaps());
    }
}
