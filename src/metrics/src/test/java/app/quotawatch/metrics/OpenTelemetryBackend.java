package app.quotawatch.metrics;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import app.quotawatch.QuotaWatch;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;

/** OpenTelemetry's SDK with an in-memory reader. */
final class OpenTelemetryBackend implements Backend {

    final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
    private OpenTelemetryMeters meters;

    @Override
    public void bind(QuotaWatch quotaWatch) {
        meters = OpenTelemetryMeters.bind(quotaWatch, sdk);
    }

    @Override
    public void unbind() {
        meters.close();
    }

    @Override
    public List<Shown> shown() {
        return reader.collectAllMetrics().stream().flatMap(OpenTelemetryBackend::shown).toList();
    }

    private static Stream<Shown> shown(MetricData metric) {
        return switch (metric.getType()) {
            case DOUBLE_GAUGE -> metric.getDoubleGaugeData().getPoints().stream()
                    .map(point -> shown(metric, point.getAttributes(), point.getValue(), 0));
            case LONG_SUM -> metric.getLongSumData().getPoints().stream()
                    .map(point -> shown(metric, point.getAttributes(), point.getValue(), 0));
            case HISTOGRAM -> metric.getHistogramData().getPoints().stream()
                    .map(point -> shown(metric, point.getAttributes(), point.getCount(), point.getSum()));
            default -> throw new AssertionError("unexpected metric: " + metric);
        };
    }

    private static Shown shown(MetricData metric, Attributes attributes, double value, double seconds) {
        Map<String, String> tags = attributes.asMap().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().getKey(), entry -> String.valueOf(entry.getValue())));
        return new Shown(metric.getName(), metric.getDescription(), tags, value, seconds);
    }

    @Override
    public String missing() {
        return null;
    }

    @Override
    public void close() {
        sdk.close();
    }
}
