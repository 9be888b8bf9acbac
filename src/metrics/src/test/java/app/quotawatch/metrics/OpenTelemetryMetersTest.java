package app.quotawatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.opentelemetry.sdk.metrics.data.MetricData;

/** The contract on OpenTelemetry, and what only its metrics have. */
class OpenTelemetryMetersTest extends MetersContract {

    @Override
    Backend backend() {
        return new OpenTelemetryBackend();
    }

    @Test
    void metrics_haveUnitsAndTheScopeOfTheLibrary() {
        everythingHappens(watched);

        assertThat(((OpenTelemetryBackend) backend).reader.collectAllMetrics())
                .allSatisfy(metric -> assertThat(metric.getInstrumentationScopeInfo().getName())
                        .isEqualTo("app.quotawatch"))
                .filteredOn(metric -> !metric.getName().startsWith("quotawatch.quota."))
                .allSatisfy(metric -> assertThat(metric.getUnit()).isEqualTo(unit(metric)));
    }

    private static String unit(MetricData metric) {
        return switch (metric.getName()) {
            case CALLS -> "s";
            case FAILED_CALLS -> "{call}";
            case DISCARDED -> "{notification}";
            default -> "{event}";
        };
    }
}
