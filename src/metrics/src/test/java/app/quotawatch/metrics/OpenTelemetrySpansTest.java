package app.quotawatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/** The client span of a call shows what remains of the API's quota; no other span does. */
class OpenTelemetrySpansTest {

    private static final AttributeKey<String> API = AttributeKey.stringKey("quotawatch.api");
    private static final AttributeKey<Double> USED_RATIO = AttributeKey.doubleKey("quotawatch.quota.used_ratio");
    private static final AttributeKey<Long> REMAINING = AttributeKey.longKey("quotawatch.quota.remaining");

    private final Watched watched = Watched.start();
    private final OpenTelemetrySpans spans = OpenTelemetrySpans.bind(watched.quotaWatch);
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    @AfterEach
    void end() {
        spans.close();
        watched.close();
    }

    private Attributes within(SpanKind kind, Runnable call) {
        try (OpenTelemetrySdk sdk = sdk(Sampler.alwaysOn())) {
            Span span = sdk.getTracer("test").spanBuilder("call").setSpanKind(kind).startSpan();
            try (Scope scope = span.makeCurrent()) {
                assertThat(scope).isNotNull();
                call.run();
            }
            span.end();
            return exporter.getFinishedSpanItems().get(0).getAttributes();
        }
    }

    private OpenTelemetrySdk sdk(Sampler sampler) {
        return OpenTelemetrySdk.builder().setTracerProvider(SdkTracerProvider.builder().setSampler(sampler)
                .addSpanProcessor(SimpleSpanProcessor.create(exporter)).build()).build();
    }

    @Test
    void clientSpan_showsTheTightestWindowAfterTheCall() {
        Attributes shown = within(SpanKind.CLIENT, () -> watched.call("limited", 200, 1));

        assertThat(shown.get(API)).isEqualTo("limited");
        assertThat(shown.get(USED_RATIO)).isEqualTo(0.1);
        assertThat(shown.get(REMAINING)).isEqualTo(9);
    }

    @Test
    void clientSpan_showsTheWindowsOfTheCallsOwnPartition() {
        record("exhausted", "0");

        Attributes shown = within(SpanKind.CLIENT, () -> record("fresh", "59"));

        assertThat(shown.get(REMAINING)).isEqualTo(59);
    }

    private void record(String partition, String remaining) {
        watched.quotaWatch.record(ApiCall.builder("reporting").method("GET").status(200).partition(partition)
                .rateLimitHeaders(Map.of("x-ratelimit-limit", "60", "x-ratelimit-remaining", remaining)).build());
    }

    @Test
    void unknownQuota_isNotShown() {
        Attributes shown = within(SpanKind.CLIENT, () -> watched.call("reporting", 200, 1));

        assertThat(shown.asMap()).isEqualTo(Map.of(API, "reporting"));
    }

    @Test
    void spanOfAnotherKind_isLeftAlone() {
        assertThat(within(SpanKind.SERVER, () -> watched.call("limited", 200, 1)).asMap()).isEmpty();
    }

    @Test
    void callWithoutASpan_isRecorded() {
        watched.call("limited", 200, 1);

        assertThat(watched.quotaWatch.deliveryStats().recorded()).isEqualTo(1);
        assertThat(watched.quotaWatch.deliveryStats().internalErrors()).isZero();
    }

    @Test
    void closed_addsNothing() {
        spans.close();

        assertThat(within(SpanKind.CLIENT, () -> watched.call("limited", 200, 1)).asMap()).isEmpty();
    }
}
