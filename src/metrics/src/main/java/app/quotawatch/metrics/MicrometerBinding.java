package app.quotawatch.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.FleetStats;
import app.quotawatch.QuotaWatch;
import app.quotawatch.quota.ApiQuota;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The meters of one QuotaWatch in one registry. Thread-safe. */
final class MicrometerBinding extends CallMeters {

    /*
     * A registry has no gauge that appears and disappears with its value. So this class adds and removes gauges as windows become
     * known and unknown. It does so whenever the events are read, which happens at each scrape or push, and when an API
     * first reports its limits. If one thread is already doing it, other threads skip it.
     *
     * No lock covers the registration of the other meters: a thread that registers a meter after the binding was closed removes it
     * again.
     */

    private final MeterRegistry registry;
    private final QuotaWatch quotaWatch;
    private final Queue<Meter> events = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<MeterTags, Timer> timers = new ConcurrentHashMap<>();
    private final ConcurrentMap<MeterTags, Counter> failures = new ConcurrentHashMap<>();
    private final ConcurrentMap<MeterTags, Counter> rateLimited = new ConcurrentHashMap<>();
    private final Set<String> reporting = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<WindowValue, Gauge> gauges = new ConcurrentHashMap<>();
    private final ReentrantLock following = new ReentrantLock();
    private volatile MeterFactory factory;
    private volatile QuotaWatch.@Nullable Subscription calls;
    private volatile boolean closed;
    private volatile boolean fleetShown;

    MicrometerBinding(MeterRegistry registry, QuotaWatch quotaWatch) {
        super(quotaWatch);
        this.registry = registry;
        this.quotaWatch = quotaWatch;
        this.factory = new BuiltMeters(registry, quotaWatch);
    }

    void start() {
        for (MeterCatalog.EventMeter event : MeterCatalog.EVENT_METERS) {
            for (MeterCatalog.Reading reading : event.readings()) {
                Meter meter = register(event, reading);
                if (events.isEmpty() && NamedMeters.areNeeded(registry, meter)) {
                    factory = new NamedMeters(registry, quotaWatch);
                    meter = register(event, reading);
                }
                events.add(meter);
            }
        }
        showExchanges();
        showZeros();
        followWindows();
        calls = quotaWatch.onCall(this);
        if (closed) {
            close();
        }
    }

    private void showExchanges() {
        if (quotaWatch.fleetStats().isEmpty()) {
            return;
        }
        for (FleetStats.Outcome outcome : FleetStats.Outcome.values()) {
            events.add(factory.reading(MeterCatalog.FLEET_EXCHANGES.name(), MeterCatalog.FLEET_EXCHANGES.description(),
                    MeterCatalog.tags(outcome), new FleetValues.Exchanges(outcome)));
        }
    }

    /* Once the fleet is known, it stays known. */
    private void followFleet() {
        if (fleetShown || FleetValues.fleet(quotaWatch).isEmpty()) {
            return;
        }
        fleetShown = true;
        for (MeterCatalog.FleetGauge gauge : MeterCatalog.FleetGauge.values()) {
            Gauge shown = factory.gauge(gauge.meterName(), gauge.description(), gauge.isInSeconds(), MeterTags.none(),
                    new FleetValues.Gauged(gauge));
            events.add(shown);
            unlessClosed(shown);
        }
    }

    private Meter register(MeterCatalog.EventMeter event, MeterCatalog.Reading reading) {
        EventValue value = new EventValue(reading);
        return event.onlyGrows()
                ? factory.reading(event.name(), event.description(), reading.tags(), value)
                : factory.gauge(event.name(), event.description(), false, reading.tags(), value);
    }

    /** Removes the meters from the registry. */
    void close() {
        closed = true;
        QuotaWatch.Subscription subscription = calls;
        if (subscription != null) {
            subscription.close();
        }
        removeAll(events);
        removeAll(timers.values());
        removeAll(failures.values());
        removeAll(rateLimited.values());
        removeAll(gauges.values());
    }

    private void removeAll(Collection<? extends Meter> meters) {
        for (Meter meter : meters) {
            registry.remove(meter);
        }
    }

    private void unlessClosed(Meter registered) {
        if (closed) {
            registry.remove(registered);
        }
    }

    @Override
    public void onCall(ApiCall call) {
        if (!call.rateLimitHeaders().isEmpty() && reporting.add(call.api())) {
            followWindows();
        }
        super.onCall(call);
    }

    @Override
    void time(MeterTags tags, Duration duration) {
        Timer timer = timers.get(tags);
        if (timer == null) {
            timer = factory.timer(MeterCatalog.CALLS, tags);
            timers.put(tags, timer);
            unlessClosed(timer);
        }
        timer.record(duration);
    }

    @Override
    void countFailure(MeterTags tags) {
        counter(MeterCatalog.FAILED_CALLS, failures, tags).increment();
    }

    @Override
    void countRateLimited(MeterTags tags, int number) {
        counter(MeterCatalog.RATE_LIMITED, rateLimited, tags).increment(number);
    }

    private Counter counter(MeterCatalog.CallMeter meter, ConcurrentMap<MeterTags, Counter> known, MeterTags tags) {
        Counter counter = known.get(tags);
        if (counter == null) {
            counter = factory.counter(meter, tags);
            known.put(tags, counter);
            unlessClosed(counter);
        }
        return counter;
    }

    private void followWindows() {
        if (closed || !following.tryLock()) {
            return;
        }
        try {
            followFleet();
            Set<WindowValue> known = knownValues();
            for (WindowValue value : known) {
                Gauge gauge = gauges.get(value);
                if (gauge == null) {
                    gauge = factory.gauge(value.gauge.meterName(), value.gauge.description(),
                            value.gauge.isInSeconds(), value.tags, value);
                    gauges.put(value, gauge);
                }
                unlessClosed(gauge);
            }
            for (Map.Entry<WindowValue, Gauge> shown : gauges.entrySet()) {
                if (!known.contains(shown.getKey())) {
                    gauges.remove(shown.getKey());
                    registry.remove(shown.getValue());
                }
            }
        } finally {
            following.unlock();
        }
    }

    private Set<WindowValue> knownValues() {
        Set<WindowValue> known = new HashSet<>();
        List<ApiQuota> quotas = quotaWatch.quotas();
        Instant now = Instant.now();
        for (ApiQuota quota : quotas) {
            for (MeterCatalog.ShownWindow shown : MeterCatalog.windows(quota)) {
                for (MeterCatalog.WindowGauge gauge : MeterCatalog.WindowGauge.values()) {
                    if (gauge.of(shown.window(), now).isPresent()) {
                        known.add(new WindowValue(gauge, quota.api(), shown.tags()));
                    }
                }
            }
        }
        return known;
    }

    /** One value of one window. */
    private record WindowValue(MeterCatalog.WindowGauge gauge, String api,
            MeterTags tags) implements ToDoubleFunction<QuotaWatch> {

        @Override
        public double applyAsDouble(QuotaWatch quotaWatch) {
            Optional<ApiQuota> quota = quotaWatch.quota(api);
            if (quota.isPresent()) {
                for (MeterCatalog.ShownWindow shown : MeterCatalog.windows(quota.get())) {
                    if (shown.tags().equals(tags)) {
                        return gauge.of(shown.window(), Instant.now()).orElse(Double.NaN);
                    }
                }
            }
            return Double.NaN;
        }
    }

    /** One value of the delivery statistics. */
    private final class EventValue implements ToDoubleFunction<QuotaWatch> {

        private final MeterCatalog.Reading reading;

        EventValue(MeterCatalog.Reading reading) {
            this.reading = reading;
        }

        @Override
        public double applyAsDouble(QuotaWatch running) {
            followWindows();
            return reading.of(running.deliveryStats());
        }
    }
}
