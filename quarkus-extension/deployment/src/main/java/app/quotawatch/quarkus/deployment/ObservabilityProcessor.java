package app.quotawatch.quarkus.deployment;

import java.util.Optional;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveMethodBuildItem;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

/**
 * Adds the health check, the metrics and the attributes of spans if the application uses the extensions for them. The classes are referred to by name only,
 * because the application may not have those extensions.
 */
final class ObservabilityProcessor {

    private static final String RUNTIME = "app.quotawatch.quarkus.runtime.";

    @BuildStep
    void metrics(Optional<MetricsCapabilityBuildItem> metrics, Capabilities capabilities,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (metrics.isPresent() && metrics.get().metricsSupported(MetricsFactory.MICROMETER)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(RUNTIME + "micrometer.MicrometerBridge"));
        } else if (capabilities.isPresent(Capability.OPENTELEMETRY_METRICS)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(RUNTIME + "opentelemetry.OpenTelemetryBridge"));
        }
    }

    @BuildStep
    void spans(Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<ReflectiveMethodBuildItem> reflection) {
        if (capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(RUNTIME + "opentelemetry.SpansBridge"));
            reflection.produce(new ReflectiveMethodBuildItem("distinguishes the spans of clients",
                    "io.opentelemetry.sdk.trace.ReadableSpan", "getKind", new String[0]));
        }
    }

    @BuildStep
    HealthBuildItem health() {
        return new HealthBuildItem(RUNTIME + "health.QuotaWatchHealthCheck", true);
    }
}
