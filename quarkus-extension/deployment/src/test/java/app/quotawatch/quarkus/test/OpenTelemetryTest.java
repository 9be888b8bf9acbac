package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.tck.clients.ThingsClient;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.quarkus.arc.Unremovable;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** With OpenTelemetry's metrics and without Micrometer, the same meters exist under the same names. */
class OpenTelemetryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.observed()
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-opentelemetry", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.otel.metrics.enabled", "true")
            .overrideConfigKey("quarkus.otel.metrics.exporter", "cdi")
            .overrideRuntimeConfigKey("quarkus.otel.traces.exporter", "none")
            .overrideRuntimeConfigKey("quotawatch.apis.things.limits.requests-per-day", "100");

    @Inject
    @RestClient
    ThingsClient things;

    @Inject
    OpenTelemetry openTelemetry;

    @Inject
    Exported exported;

    @Test
    void quotasCallsAndEvents_areExported() {
        things.get("metered", "hush");
        assertThatThrownBy(() -> things.get("broken", "hush")).isNotInstanceOf(WebApplicationException.class);

        ((OpenTelemetrySdk) openTelemetry).getSdkMeterProvider().forceFlush().join(10, TimeUnit.SECONDS);

        assertThat(exported.metrics).extracting(MetricData::getName).contains("quotawatch.quota.limit",
                "quotawatch.quota.used", "quotawatch.quota.remaining", "quotawatch.quota.used_ratio",
                "quotawatch.quota.reset", "quotawatch.calls", "quotawatch.calls.failed", "quotawatch.rate_limited",
                "quotawatch.events.recorded",
                "quotawatch.events.delivered", "quotawatch.events.dropped", "quotawatch.events.buffered",
                "quotawatch.notifications.discarded");
        assertThat(exported.metrics).filteredOn(metric -> metric.getName().equals("quotawatch.calls"))
                .flatExtracting(metric -> metric.getHistogramData().getPoints())
                .filteredOn(point -> point.getAttributes().asMap().toString().contains("status_code=200"))
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.getCount()).isEqualTo(1);
                    assertThat(point.getAttributes().asMap().toString()).contains("quotawatch.api=things",
                            "http.request.method=GET", "http.response.status_code=200", "server.address=localhost");
                });
    }

    /** Keeps the latest export. */
    public static final class Exported implements MetricExporter {

        private volatile List<MetricData> metrics = List.of();

        @Override
        public CompletableResultCode export(Collection<MetricData> exported) {
            metrics = List.copyOf(exported);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public AggregationTemporality getAggregationTemporality(InstrumentType type) {
            return AggregationTemporality.CUMULATIVE;
        }
    }

    /** Provides the application with an exporter that tests can read. */
    public static final class Exporting {

        @Produces
        @Singleton
        @Unremovable
        Exported exported() {
            return new Exported();
        }
    }
}
