package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {

    private static final long HIGHEST = 999_999_999_999_999L;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 9, 10, 99, 100, 847, 1000, 59_999, 3_600_000, HIGHEST})
    void oneLatency_isExact(long latency) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.add(latency);
        assertThat(histogram.percentile(0.5)).isEqualTo(latency);
        assertThat(histogram.percentile(0.95)).isEqualTo(latency);
    }

    @ParameterizedTest
    @ValueSource(longs = {20, 21, 47, 99, 100, 101, 847, 1234, 59_999, 3_600_000, 123_456_789_012L})
    void latencyAmongOthers_isWithinThreePercent(long latency) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.add(0);
        histogram.add(latency);
        histogram.add(HIGHEST);
        assertThat(histogram.percentile(0.5)).isCloseTo(latency, Percentage.withPercentage(3));
    }

    @Test
    void percentile_isNullWithoutCalls() {
        assertThat(new LatencyHistogram().percentile(0.5)).isNull();
    }

    @Test
    void percentile_isTheSmallestLatencyThatTheShareDoesNotExceed() {
        LatencyHistogram histogram = new LatencyHistogram();
        for (int i = 0; i < 95; i++) {
            histogram.add(1);
        }
        for (int i = 0; i < 5; i++) {
            histogram.add(1000);
        }
        assertThat(histogram.percentile(0.95)).isEqualTo(1);
        assertThat(histogram.percentile(0.96)).isCloseTo(1000, Percentage.withPercentage(3));
    }

    @Test
    void sum_countsLikeOneHistogram() {
        LatencyHistogram all = new LatencyHistogram();
        LatencyHistogram sum = new LatencyHistogram();
        for (long latency = 1; latency < 100_000; latency = latency * 3 / 2 + 1) {
            LatencyHistogram part = new LatencyHistogram();
            part.add(100_000 / latency);
            part.add(latency);
            all.add(100_000 / latency);
            all.add(latency);
            sum.add(part);
            sum.add(new LatencyHistogram());
        }
        for (double share = 0; share <= 1; share += 0.05) {
            assertThat(sum.percentile(share)).isEqualTo(all.percentile(share));
        }
    }
}
