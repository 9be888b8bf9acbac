package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.headers.RateLimitReader;

class GaugeTest {

    private static List<Gauge> read(Map<String, String> headers) {
        return Gauge.readAll(new RateLimitReader(), headers, 200, Instant.parse("2026-05-07T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"x-ratelimit-limit,x-ratelimit-remaining,''",
            "x-ratelimit-limit-requests,x-ratelimit-remaining-requests,requests",
            "x-ratelimit-limit-tokens,x-ratelimit-remaining-tokens,tokens",
            "x-rate-limit-limit,x-rate-limit-remaining,''",
            "anthropic-ratelimit-requests-limit,anthropic-ratelimit-requests-remaining,requests",
            "anthropic-ratelimit-input-tokens-limit,anthropic-ratelimit-input-tokens-remaining,input tokens",
            "ratelimit-limit,ratelimit-remaining,''"})
    void limitAndRemaining_arePaired(String limit, String remaining, String name) {
        assertThat(read(Map.of(limit, "60", remaining, "43"))).containsExactly(new Gauge(name, 60, 43));
    }

    @Test
    void severalQuotas_areAllRead() {
        assertThat(read(Map.of("x-ratelimit-limit-requests", "60", "x-ratelimit-remaining-requests", "1",
                "x-ratelimit-limit-tokens", "1000", "x-ratelimit-remaining-tokens", "999")))
                .containsExactlyInAnyOrder(new Gauge("requests", 60, 1), new Gauge("tokens", 1000, 999));
    }

    @Test
    void limitWithAPolicy_usesTheFirstNumber() {
        assertThat(read(Map.of("ratelimit-limit", "100, 100;w=60", "ratelimit-remaining", "50")))
                .containsExactly(new Gauge("", 100, 50));
    }

    @Test
    void limitOrRemainingAlone_isNotAGauge() {
        assertThat(read(Map.of("x-ratelimit-remaining", "43"))).isEqualTo(List.of());
        assertThat(read(Map.of("x-ratelimit-limit", "60"))).isEmpty();
        assertThat(read(Map.of("x-ratelimit-limit-tokens", "60", "x-ratelimit-remaining-requests", "1")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "60%", "99999999999999999999", "0"})
    void limitThatIsNotAPositiveNumber_isNotAGauge(String limit) {
        assertThat(read(Map.of("x-ratelimit-limit", limit, "x-ratelimit-remaining", "0"))).isEmpty();
    }
}
