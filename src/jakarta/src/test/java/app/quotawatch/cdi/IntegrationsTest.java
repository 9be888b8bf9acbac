package app.quotawatch.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.ApiCall;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;

/** An application that has Micrometer, OpenTelemetry or MicroProfile Health finds its quotas there, without any code. */
class IntegrationsTest {

    private static final String USED = "quotawatch.quota.used";

    @TempDir
    private Path directory;

    private Application start(Map<String, String> properties, Class<?>... beans) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put("apis.x.base-url", "https://x.example.com");
        all.put("apis.x.limits.requests-per-day", "2");
        return Application.start(directory, all, beans);
    }

    private static void call(Application application) {
        application.quotaWatch().record(ApiCall.builder("x").method("GET").status(200)
                .latency(Duration.ofMillis(5)).build());
    }

    /** Produces a registry, as a server's Micrometer or an application does. */
    static class InMicrometer {

        static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();

        @Produces
        @ApplicationScoped
        MeterRegistry registry() {
            return REGISTRY;
        }
    }

    @Test
    void injectableRegistry_showsTheMetersWhileTheApplicationRuns() {
        try (Application application = start(Map.of(), InMicrometer.class)) {
            call(application);

            assertThat(InMicrometer.REGISTRY.get(USED).gauge().value()).isEqualTo(1);
            assertThat(InMicrometer.REGISTRY.get("quotawatch.calls").timer().count()).isEqualTo(1);
        }
        assertThat(InMicrometer.REGISTRY.getMeters()).isEmpty();
    }

    @Test
    void globalRegistry_showsTheMetersIfItPublishesAnything() {
        SimpleMeterRegistry published = new SimpleMeterRegistry();
        Metrics.addRegistry(published);
        try (Application application = start(Map.of())) {
            call(application);

            assertThat(published.get(USED).gauge().value()).isEqualTo(1);
        } finally {
            Metrics.removeRegistry(published);
        }
        assertThat(Metrics.globalRegistry.getMeters()).extracting(Meter::getId).isEmpty();
    }

    /** Produces an OpenTelemetry, as MicroProfile Telemetry does. */
    static class InOpenTelemetry {

        static InMemoryMetricReader reader;
        static InMemorySpanExporter spans;
        static OpenTelemetrySdk sdk;

        static void reset() {
            reader = InMemoryMetricReader.create();
            spans = InMemorySpanExporter.create();
            sdk = OpenTelemetrySdk.builder()
                    .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(SimpleSpanProcessor.create(spans)).build())
                    .build();
        }

        @Produces
        @Singleton
        OpenTelemetry openTelemetry() {
            return sdk;
        }
    }

    private static void callWithinASpan(Application application) {
        Span span = InOpenTelemetry.sdk.getTracer("test").spanBuilder("call").setSpanKind(SpanKind.CLIENT).startSpan();
        try (Scope scope = span.makeCurrent()) {
            assertThat(scope).isNotNull();
            call(application);
        } finally {
            span.end();
        }
    }

    @Test
    void injectableOpenTelemetry_showsMetersAndSpansWhileTheApplicationRuns() {
        InOpenTelemetry.reset();
        try (Application application = start(Map.of(), InOpenTelemetry.class)) {
            callWithinASpan(application);

            assertThat(InOpenTelemetry.reader.collectAllMetrics()).extracting(MetricData::getName)
                    .contains(USED, "quotawatch.calls", "quotawatch.events.recorded");
            assertThat(InOpenTelemetry.spans.getFinishedSpanItems()).singleElement()
                    .satisfies(span -> assertThat(span.getAttributes().asMap().toString())
                            .contains("quotawatch.api=x", "quotawatch.quota.remaining=1"));
        }
        assertThat(InOpenTelemetry.reader.collectAllMetrics()).extracting(MetricData::getName)
                .doesNotContain(USED, "quotawatch.events.recorded");
    }

    @Test
    void switchedOff_showsNeitherMetersNorSpans() {
        InOpenTelemetry.reset();
        try (Application application = start(Map.of("metrics.enabled", "false", "traces.enabled", "false"),
                InOpenTelemetry.class, InMicrometer.class)) {
            callWithinASpan(application);

            assertThat(InMicrometer.REGISTRY.getMeters()).isEmpty();
            assertThat(InOpenTelemetry.reader.collectAllMetrics()).isEmpty();
            assertThat(InOpenTelemetry.spans.getFinishedSpanItems()).singleElement()
                    .satisfies(span -> assertThat(span.getAttributes().isEmpty()).isTrue());
        }
    }

    @Test
    void micrometerBesideOpenTelemetry_isTheOnlyOneToShowMeters() {
        InOpenTelemetry.reset();
        try (Application application = start(Map.of(), InOpenTelemetry.class, InMicrometer.class)) {
            call(application);

            assertThat(InMicrometer.REGISTRY.getMeters()).isNotEmpty();
            assertThat(InOpenTelemetry.reader.collectAllMetrics()).isEmpty();
        }
    }

    private static HealthCheckResponse health(Application application) {
        return application.in(() -> application.select(HealthCheck.class, Readiness.Literal.INSTANCE).call());
    }

    @Test
    void healthCheck_showsWhatRemains() {
        try (Application application = start(Map.of())) {
            call(application);
            call(application);

            HealthCheckResponse response = health(application);
            assertThat(response.getName()).isEqualTo("quotawatch");
            assertThat(response.getData().orElseThrow()).containsEntry("x.daily", "0 of 2 requests remaining");
            assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        }
    }

    @Test
    void exhaustedQuota_isDownIfSoConfigured() {
        try (Application application = start(Map.of("health.exhausted-is-down", "true"))) {
            call(application);
            assertThat(health(application).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);

            call(application);

            assertThat(health(application).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        }
    }

    @Test
    void healthCheckOfADisabledApplication_isUp() {
        try (Application application = start(Map.of("enabled", "false"))) {
            assertThat(health(application).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            assertThat(health(application).getData().orElse(Map.of())).isEmpty();
        }
    }
}
