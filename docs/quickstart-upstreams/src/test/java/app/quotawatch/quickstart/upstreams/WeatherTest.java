package app.quotawatch.quickstart.upstreams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class WeatherTest {

    private final Weather weather = new Weather(1, Duration.ofMillis(5), Duration.ofMillis(20));
    private final Weather again = new Weather(1, Duration.ofMillis(5), Duration.ofMillis(20));

    @Test
    void outcomes_areTheSameForTheSameSeedAndFailOneRequestOutOf25() {
        var outcomes = IntStream.range(0, 250).mapToObj(request -> weather.outcome().toString()).toList();

        assertThat(outcomes)
                .isEqualTo(IntStream.range(0, 250).mapToObj(request -> again.outcome().toString()).toList());
        assertThat(outcomes).filteredOn("STATUS"::equals).hasSize(10);
        assertThat(outcomes.subList(0, 25)).filteredOn("STATUS"::equals).hasSize(1);
    }

    @Test
    void latencies_areTheSameForTheSameSeedAndBounded() {
        var latencies = IntStream.range(0, 250).mapToObj(request -> weather.latency()).toList();

        assertThat(latencies).isEqualTo(IntStream.range(0, 250).mapToObj(request -> again.latency()).toList());
        assertThat(latencies).allMatch(latency -> latency.toMillis() >= 5 && latency.toMillis() <= 65);
    }
}
