package app.quotawatch.metrics;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Passes on what is registered by name and tags, and only that, as the registry of a deployment on WildFly does. */
final class RegistryInFront extends SimpleMeterRegistry {

    private final MeterRegistry published;
    private final More more = new PassedOn();

    RegistryInFront(MeterRegistry published) {
        this.published = published;
    }

    @Override
    public List<Meter> getMeters() {
        return published.getMeters();
    }

    @Override
    public Search find(String name) {
        return published.find(name);
    }

    @Override
    public Meter remove(Meter meter) {
        return published.remove(meter);
    }

    @Override
    public Counter counter(String name, Iterable<Tag> tags) {
        return published.counter(name, tags);
    }

    @Override
    public Timer timer(String name, Iterable<Tag> tags) {
        return published.timer(name, tags);
    }

    @Override
    public <T> T gauge(String name, Iterable<Tag> tags, T source, ToDoubleFunction<T> value) {
        return published.gauge(name, tags, source, value);
    }

    @Override
    public More more() {
        return more;
    }

    private final class PassedOn extends More {

        @Override
        public <T> FunctionCounter counter(String name, Iterable<Tag> tags, T source, ToDoubleFunction<T> value) {
            return published.more().counter(name, tags, source, value);
        }

        @Override
        public <T> TimeGauge timeGauge(String name, Iterable<Tag> tags, T source, TimeUnit unit,
                ToDoubleFunction<T> value) {
            return published.more().timeGauge(name, tags, source, unit, value);
        }
    }
}
