package app.quotawatch.metrics;

import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

import app.quotawatch.ApiCall;
import app.quotawatch.QuotaWatch;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The meters of one QuotaWatch in one registry. Thread-safe. */
final class MicrometerBinding implements CallMeters {

    /*
     * A registry has no gauge that appears and disappears with its value. So this class adds and removes gauges as windows become
     * known and unknown. It does so whenever the event counters are read, which happens at each scrape or push, and when an API
     * first reports its limits. If one thread is already doing it, other threads skip it.
     *
     * No lock covers the registration of the other meters: a thread that registers a meter after the binding was closed removes it
     * again.
     */
    private final MeterRegistry registry;
    private final QuotaWatch quotaWatch;
    private final Queue<Meter> eventCounters = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<MeterTags, Timer> timers = new ConcurrentHashMap<>();
    private final ConcurrentMap<MeterTags, Counter> failures = new ConcurrentHashMap<>();
    private final Set<String> reporting = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<WindowValue, Gauge> gauges = new ConcurrentHashMap<>();
    private final ReentrantLock following = new ReentrantLock();
    private volatile QuotaWatch.Subscription calls = () -> {};
    private volatile boolean closed;

    MicrometerBinding(MeterRegistry registry, QuotaWatch quotaWatch) {
        this.registry = registry;
        this.quotaWatch = quotaWatch;
    }

    void start() {
        for (MeterCatalog.EventCounter counter : MeterCatalog.EVENT_COUNTERS) {
            for (MeterCatalog.Reading reading : counter.readings()) {
                eventCounters.add(FunctionCounter.builder(counter.name(), quotaWatch, running -> read(reading))
                        .description(counter.description())
                        .tags(reading.tags().keysAndValues())
                        .register(registry));
            }
        }
        followWindows();
        calls = quotaWatch.onCall(this);
        if (closed) {
            close();
        }
    }

    private double read(MeterCatalog.Reading reading) {
        followWindows();
        return reading.value().applyAsLong(quotaWatch.deliveryStats());
    }

    /** Removes the meters from the registry. */
    void close() {
        closed = true;
        calls.close();
        eventCounters.forEach(registry::remove);
        timers.values().forEach(registry::remove);
        failures.values().forEach(registry::remove);
        gauges.values().forEach(registry::remove);
    }

    private <M extends Meter> M unlessClosed(M registered) {
        if (closed) {
            registry.remove(registered);
        }
        return registered;
    }

    @Override
    public void onCall(ApiCall call) {
        if (!call.rateLimitHeaders().isEmpty() && reporting.add(call.api())) {
            followWindows();
        }
        CallMeters.super.onCall(call);
    }

    @Override
    public void time(MeterTags tags, Duration duration) {
        Timer timer = timers.get(tags);
        if (timer == null) {
            timer = timers.computeIfAbsent(tags, this::timer);
            unlessClosed(timer);
        }
        timer.record(duration);
    }

    private Timer timer(MeterTags tags) {
        return Timer.builder(MeterCatalog.CALLS.name())
                .description(MeterCatalog.CALLS.description())
                .tags(tags.keysAndValues())
                .register(registry);
    }

    @Override
    public void countFailure(MeterTags tags) {
        Counter counter = failures.get(tags);
        if (counter == null) {
            counter = failures.computeIfAbsent(tags, this::counter);
            unlessClosed(counter);
        }
        counter.increment();
    }

    private Counter counter(MeterTags tags) {
        return Counter.builder(MeterCatalog.FAILED_CALLS.name())
                .description(MeterCatalog.FAILED_CALLS.description())
                .tags(tags.keysAndValues())
                .register(registry);
    }

    private void followWindows() {
        if (closed || !following.tryLock()) {
            return;
        }
        try {
            Set<WindowValue> known = new HashSet<>();
            for (ApiQuota quota : quotaWatch.quotas()) {
                for (QuotaWindow window : quota.windows()) {
                    for (MeterCatalog.WindowGauge gauge : MeterCatalog.WINDOW_GAUGES) {
                        if (gauge.value().apply(window).isPresent()) {
                            known.add(new WindowValue(gauge, quota.api(), MeterCatalog.tags(quota, window)));
                        }
                    }
                }
            }
            known.forEach(value -> unlessClosed(gauges.computeIfAbsent(value, this::gauge)));
            gauges.forEach((value, gauge) -> {
                if (!known.contains(value)) {
                    gauges.remove(value);
                    registry.remove(gauge);
                }
            });
        } finally {
            following.unlock();
        }
    }

    private Gauge gauge(WindowValue value) {
        return Gauge.builder(value.gauge.name(), quotaWatch, value::in)
                .description(value.gauge.description())
                .tags(value.tags.keysAndValues())
                .register(registry);
    }

    /** One value of one window. */
    private record WindowValue(MeterCatalog.WindowGauge gauge, String api, MeterTags tags) {

        double in(QuotaWatch quotaWatch) {
            return quotaWatch.quota(api).stream()
                    .flatMap(quota -> quota.windows().stream()
                            .filter(window -> MeterCatalog.tags(quota, window).equals(tags)))
                    .map(gauge.value())
                    .filter(found -> found.isPresent())
                    .mapToDouble(found -> found.getAsLong())
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }
}
