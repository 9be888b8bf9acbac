package app.quotawatch.quickstart.upstreams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void refillingBucket_countsDownAndRefillsSteadily() {
        RefillingBucket bucket = new RefillingBucket(4, Duration.ofSeconds(8), nanos::get);
        bucket.take(4);

        assertThat(bucket.has(1)).isFalse();
        assertThat(bucket.until(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(bucket.untilFull()).isEqualTo(Duration.ofSeconds(8));

        pass(Duration.ofMillis(1999));
        assertThat(bucket.remaining()).isZero();
        pass(Duration.ofMillis(1));
        assertThat(bucket.remaining()).isEqualTo(1);
        pass(Duration.ofSeconds(60));
        assertThat(bucket.remaining()).isEqualTo(4);
        assertThat(bucket.untilFull()).isZero();
    }

    @Test
    void fixedWindow_countsDownAndRestartsAtTheReset() {
        Instant start = Instant.parse("2026-05-07T12:00:00.900Z");
        FixedWindow window = new FixedWindow(2, Duration.ofSeconds(30), new Clock() {
            @Override
            public Instant instant() {
                return start.plusNanos(nanos.get());
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });

        assertThat(window.take()).isTrue();
        assertThat(window.take()).isTrue();
        assertThat(window.take()).isFalse();
        assertThat(window.used()).isEqualTo(2);
        assertThat(window.remaining()).isZero();
        assertThat(window.resetEpochSecond()).isEqualTo(start.getEpochSecond() + 30);

        pass(Duration.ofSeconds(window.secondsUntilReset()));
        assertThat(window.take()).as("after the seconds in Retry-After").isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT0.012S, 12ms", "PT1S, 1s", "PT1.5S, 1.5s", "PT7.66S, 7.66s", "PT6M30S, 6m30s",
            "PT2M, 2m0s"})
    void goDuration_isWrittenInOpenAiFormat(Duration duration, String text) {
        assertThat(GoDuration.format(duration)).isEqualTo(text);
    }

    @Test
    void weather_isTheSameForTheSameSeedAndFailsOneRequestOutOf25() {
        Weather weather = new Weather(1, Duration.ofMillis(5), Duration.ofMillis(20));
        Weather again = new Weather(1, Duration.ofMillis(5), Duration.ofMillis(20));

        var moments = IntStream.range(0, 250).mapToObj(request -> weather.next()).toList();

        assertThat(moments).isEqualTo(IntStream.range(0, 250).mapToObj(request -> again.next()).toList());
        assertThat(moments).filteredOn(Weather.Moment::failing).hasSize(10);
        assertThat(moments.subList(0, 25)).filteredOn(Weather.Moment::failing).hasSize(1);
        assertThat(moments).extracting(Weather.Moment::latency)
                .allMatch(latency -> latency.toMillis() >= 5 && latency.toMillis() <= 65);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
