package app.quotawatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.MetricData;

/** The contract on OpenTelemetry, and what only its metrics have. */
class OpenTelemetryMetersTest extends MetersContract {

    @Override
    Backend backend() {
        return new OpenTelemetryBackend();
    }

    @Test
    void metrics_haveUnitsAndTheScopeOfTheLibrary() {
        watched.everythingHappens();

        assertThat(((OpenTelemetryBackend) backend).reader.collectAllMetrics())
                .allSatisfy(metric -> assertThat(metric.getInstrumentationScopeInfo().getName())
                        .isEqualTo("app.quotawatch"))
                .allSatisfy(metric -> assertThat(metric.getUnit()).isEqualTo(unit(metric)));
    }

    @Test
    void histogram_hasTheBucketsOfHttpCalls() {
        watched.call("limited", 200, 100);

        assertThat(((OpenTelemetryBackend) backend).reader.collectAllMetrics())
                .filteredOn(metric -> metric.getName().equals(CALLS)).singleElement()
                .satisfies(metric -> assertThat(metric.getHistogramData().getPoints()).singleElement()
                        .satisfies(point -> assertThat(point.getBoundaries()).startsWith(0.005).endsWith(10.0)));
    }

    @Test
    void status_isANumber() {
        watched.call("limited", 404, 100);

        assertThat(((OpenTelemetryBackend) backend).reader.collectAllMetrics())
                .filteredOn(metric -> metric.getName().equals(CALLS)).singleElement()
                .satisfies(metric -> assertThat(metric.getHistogramData().getPoints()).singleElement()
                        .satisfies(point -> assertThat(point.getAttributes()
                                .get(AttributeKey.longKey("http.response.status_code"))).isEqualTo(404)));
    }

    private static String unit(MetricData metric) {
        return switch (metric.getName()) {
            case CALLS, RESET, EXHAUSTION -> "s";
            case FAILED_CALLS, RATE_LIMITED -> "{call}";
            case LIMIT, USED, REMAINING -> "";
            case USED_RATIO -> "1";
            case DISCARDED -> "{notification}";
            default -> "{event}";
        };
    }
}
