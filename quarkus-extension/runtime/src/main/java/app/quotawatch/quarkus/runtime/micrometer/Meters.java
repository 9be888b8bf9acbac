package app.quotawatch.quarkus.runtime.micrometer;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import app.quotawatch.ApiCall;
import app.quotawatch.event.CallFailed;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.engine.Engine;
import app.quotawatch.quarkus.runtime.Telemetry;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * The meters. Those of a window are made when the window is first known: at start if it is configured, with the first answer
 * that reports it otherwise, or at the latest when somebody reads the meters.
 */
final class Meters {

    private final MeterRegistry registry;
    private final Engine engine;
    private final Set<Window> windows = ConcurrentHashMap.newKeySet();
    private final Set<String> reporting = ConcurrentHashMap.newKeySet();
    private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();

    Meters(MeterRegistry registry, Engine engine) {
        this.registry = registry;
        this.engine = engine;
    }

    void start() {
        counter(Telemetry.RECORDED, Tags.empty(), stats -> {
            engine.quotas().forEach(this::discover);
            return stats.recorded();
        });
        counter(Telemetry.DELIVERED, Tags.empty(), DeliveryStats::delivered);
        for (DropReason reason : DropReason.values()) {
            Tags tags = Tags.of(Telemetry.REASON, reason.name().toLowerCase(Locale.ROOT));
            counter(Telemetry.DROPPED, tags, stats -> stats.dropped(reason));
        }
        engine.quotas().forEach(this::discover);
        engine.onCall(this::time);
        engine.onEvent(CallFailed.class, this::time);
    }

    /** Takes the meters out of the registry. */
    void remove() {
        meters.forEach(registry::remove);
        meters.clear();
    }

    private void counter(String name, Tags tags, ToDoubleFunction<DeliveryStats> count) {
        meters.add(FunctionCounter.builder(name, engine, running -> count.applyAsDouble(running.deliveryStats()))
                .tags(tags)
                .register(registry));
    }

    private void time(ApiCall call) {
        if (!call.rateLimitHeaders().isEmpty() && reporting.add(call.api())) {
            engine.quota(call.api()).ifPresent(this::discover);
        }
        timer(call.api(), call.method(), String.valueOf(call.status()), Telemetry.outcomeOf(call))
                .record(call.latency());
    }

    private void time(CallFailed call) {
        timer(call.api(), call.method(), Telemetry.NO_STATUS, Telemetry.NO_OUTCOME)
                .record(call.duration().orElse(Duration.ZERO));
    }

    private Timer timer(String api, String method, String status, String outcome) {
        return Timer.builder(Telemetry.CALLS)
                .description("Calls of third-party APIs")
                .tags(Telemetry.API, api, Telemetry.METHOD, method, Telemetry.STATUS, status, Telemetry.OUTCOME,
                        outcome)
                .register(registry);
    }

    private void discover(ApiQuota quota) {
        for (QuotaWindow found : quota.windows()) {
            Window window = new Window(quota.api(), found.name(), found.source());
            if (windows.add(window)) {
                gauge(Telemetry.LIMIT, "What an API allows within a window", window, QuotaWindow::limit);
                gauge(Telemetry.USED, "What of it is used", window, QuotaWindow::used);
                gauge(Telemetry.REMAINING, "What of it is left", window, QuotaWindow::remaining);
            }
        }
    }

    private void gauge(String name, String description, Window window, Function<QuotaWindow, OptionalLong> value) {
        meters.add(Gauge.builder(name, engine, running -> window.in(running, value))
                .description(description)
                .tags(Telemetry.API, window.api, Telemetry.WINDOW, window.name,
                        Telemetry.SOURCE, window.source.name().toLowerCase(Locale.ROOT))
                .register(registry));
    }

    private record Window(String api, String name, QuotaWindow.Source source) {

        /* Not a number where nobody knows it, and once the API does not report the window any more. */
        double in(Engine engine, Function<QuotaWindow, OptionalLong> value) {
            return engine.quota(api).stream()
                    .flatMap(quota -> quota.windows().stream())
                    .filter(window -> window.name().equals(name) && window.source() == source)
                    .map(value)
                    .flatMapToLong(OptionalLong::stream)
                    .mapToDouble(known -> known)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }
}
