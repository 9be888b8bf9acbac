package app.quotawatch.quarkus.runtime.opentelemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import app.quotawatch.event.CallFailed;
import app.quotawatch.DropReason;
import app.quotawatch.QuotaWatch;
import app.quotawatch.engine.Engine;
import app.quotawatch.quarkus.runtime.Telemetry;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Shows QuotaWatch's figures as OpenTelemetry metrics while the application runs. */
@Singleton
public final class OpenTelemetryBridge {

    /* Before every observer of the application, so that the calls it makes while it starts are timed. */
    private static final int FIRST = 1;
    private static final double NANOS = 1e9;

    private final List<AutoCloseable> instruments = new ArrayList<>();

    void start(@Observes @Priority(FIRST) StartupEvent event, OpenTelemetry openTelemetry, QuotaWatch quotaWatch) {
        if (quotaWatch instanceof Engine engine) {
            Meter meter = openTelemetry.getMeter("app.quotawatch");
            gauge(meter, Telemetry.LIMIT, "What an API allows within a window", engine, QuotaWindow::limit);
            gauge(meter, Telemetry.USED, "What of it is used", engine, QuotaWindow::used);
            gauge(meter, Telemetry.REMAINING, "What of it is left", engine, QuotaWindow::remaining);
            counter(meter, Telemetry.RECORDED, count -> count.record(engine.deliveryStats().recorded()));
            counter(meter, Telemetry.DELIVERED, count -> count.record(engine.deliveryStats().delivered()));
            counter(meter, Telemetry.DROPPED, count -> dropped(engine, count));
            calls(meter, engine);
        }
    }

    void stop(@Observes ShutdownEvent event) throws Exception {
        for (AutoCloseable instrument : instruments) {
            instrument.close();
        }
    }

    private void gauge(Meter meter, String name, String description, Engine engine,
            Function<QuotaWindow, OptionalLong> value) {
        instruments.add(meter.gaugeBuilder(name).ofLongs().setDescription(description).buildWithCallback(gauge -> {
            for (ApiQuota quota : engine.quotas()) {
                for (QuotaWindow window : quota.windows()) {
                    value.apply(window).ifPresent(known -> gauge.record(known, Attributes.of(
                            AttributeKey.stringKey(Telemetry.API), quota.api(),
                            AttributeKey.stringKey(Telemetry.WINDOW), window.name(),
                            AttributeKey.stringKey(Telemetry.SOURCE),
                            window.source().name().toLowerCase(Locale.ROOT))));
                }
            }
        }));
    }

    private void counter(Meter meter, String name, Consumer<ObservableLongMeasurement> count) {
        instruments.add(meter.counterBuilder(name).buildWithCallback(count));
    }

    private static void dropped(Engine engine, ObservableLongMeasurement count) {
        engine.deliveryStats().dropped().forEach((DropReason reason, Long events) -> count.record(events,
                Attributes.of(AttributeKey.stringKey(Telemetry.REASON), reason.name().toLowerCase(Locale.ROOT))));
    }

    private static void calls(Meter meter, Engine engine) {
        DoubleHistogram calls = meter.histogramBuilder(Telemetry.CALLS)
                .setDescription("Calls of third-party APIs")
                .setUnit("s")
                .build();
        engine.onCall(call -> calls.record(call.latency().toNanos() / NANOS,
                attributes(call.api(), call.method(), String.valueOf(call.status()), Telemetry.outcomeOf(call))));
        engine.onEvent(CallFailed.class, call -> call.duration().ifPresent(duration -> calls.record(
                duration.toNanos() / NANOS,
                attributes(call.api(), call.method(), Telemetry.NO_STATUS, Telemetry.NO_OUTCOME))));
    }

    private static Attributes attributes(String api, String method, String status, String outcome) {
        return Attributes.of(
                AttributeKey.stringKey(Telemetry.API), api,
                AttributeKey.stringKey(Telemetry.METHOD), method,
                AttributeKey.stringKey(Telemetry.STATUS), status,
                AttributeKey.stringKey(Telemetry.OUTCOME), outcome);
    }
}
