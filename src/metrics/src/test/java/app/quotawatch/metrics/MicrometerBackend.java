package app.quotawatch.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import app.quotawatch.QuotaWatch;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** An in-memory registry of Micrometer. */
final class MicrometerBackend implements Backend {

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private MicrometerMeters meters;

    @Override
    public void bind(QuotaWatch quotaWatch) {
        meters = MicrometerMeters.of(quotaWatch);
        meters.bindTo(registry);
    }

    @Override
    public void unbind() {
        meters.close();
    }

    /* The buckets of a timer are part of it, although this registry shows each as a gauge of its own. Like a scraped registry: what one reading registers or removes appears or disappears in the next. */
    @Override
    public List<Shown> shown() {
        registry.getMeters().forEach(meter -> meter.measure().forEach(measured -> measured.getValue()));
        return registry.getMeters().stream().filter(meter -> !meter.getId().getName().endsWith(".histogram"))
                .map(MicrometerBackend::shown).toList();
    }

    private static Shown shown(Meter meter) {
        Map<String, String> tags = meter.getId().getTags().stream()
                .collect(Collectors.toMap(Tag::getKey, Tag::getValue));
        double value = meter instanceof Timer timer ? timer.count() : meter.measure().iterator().next().getValue();
        double seconds = meter instanceof Timer timer ? timer.totalTime(TimeUnit.SECONDS) : 0;
        return new Shown(meter.getId().getName(), meter.getId().getDescription(), tags, value, seconds);
    }

    @Override
    public String missing() {
        return "none";
    }

    @Override
    public void close() {
        registry.close();
    }
}
