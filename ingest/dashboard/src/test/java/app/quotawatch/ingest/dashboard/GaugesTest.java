package app.quotawatch.ingest.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API reports as remaining, as the dashboard shows it. */
class GaugesTest {

    private static final int LATENCY_MILLIS = 20;

    private final Gauges gauges = new Gauges();
    private Instant now = Instant.parse("2026-05-07T12:00:00Z");

    private List<Gauge> read(Map<String, String> headers) {
        now = now.plusMillis(1);
        Instant sent = now;
        now = now.plusMillis(LATENCY_MILLIS);
        gauges.add(headers, 200, sent, now);
        return gauges.shown();
    }

    private List<Gauge> read(long limit, long remaining, String reset) {
        return read(Map.of("x-ratelimit-limit-requests", String.valueOf(limit), "x-ratelimit-remaining-requests",
                String.valueOf(remaining), "x-ratelimit-reset-requests", reset));
    }

    private static Gauge gauge(long limit, long remaining) {
        return new Gauge("requests", limit, remaining);
    }

    private static Gauge unknown(long limit) {
        return new Gauge("requests", limit, null);
    }

    private void passSeconds(long seconds) {
        now = now.plusSeconds(seconds);
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
        assertThat(read(Map.of(limit, "60", remaining, "43"))).containsExactly(new Gauge(name, 60, 43L));
    }

    @Test
    void severalQuotas_areAllRead() {
        assertThat(read(Map.of("x-ratelimit-limit-requests", "60", "x-ratelimit-remaining-requests", "1",
                "x-ratelimit-limit-tokens", "1000", "x-ratelimit-remaining-tokens", "999")))
                .containsExactlyInAnyOrder(gauge(60, 1), new Gauge("tokens", 1000, 999L));
    }

    @Test
    void limitWithAPolicy_usesTheFirstNumber() {
        assertThat(read(Map.of("ratelimit-limit", "100, 100;w=60", "ratelimit-remaining", "50")))
                .containsExactly(new Gauge("", 100, 50L));
    }

    @Test
    void limitOrRemainingAlone_isNotAGauge() {
        assertThat(read(Map.of("x-ratelimit-remaining", "43"))).isEmpty();
        assertThat(read(Map.of("x-ratelimit-limit", "60"))).isEmpty();
        assertThat(read(Map.of("x-ratelimit-limit-tokens", "60", "x-ratelimit-remaining-requests", "1")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "60%", "99999999999999999999", "0"})
    void limitThatIsNotAPositiveNumber_isNotAGauge(String limit) {
        assertThat(read(Map.of("x-ratelimit-limit", limit, "x-ratelimit-remaining", "0"))).isEmpty();
    }

    @Test
    void twoModels_areTwoGauges_eachRightAtEveryStep() {
        read(10_000, 9_999, "6s");
        for (int i = 1; i <= 100; i++) {
            assertThat(read(500, 500 - i, "20s")).containsExactly(gauge(10_000, 10_000 - i), gauge(500, 500 - i));
            assertThat(read(10_000, 9_999 - i, "6s")).containsExactly(gauge(10_000, 9_999 - i), gauge(500, 500 - i));
        }
    }

    @Test
    void limitThatWasReplaced_isShownForAMinute() {
        read(500, 400, "3600s");
        passSeconds(30);
        assertThat(read(1000, 900, "3600s")).containsExactly(gauge(500, 400), gauge(1000, 900));
        passSeconds(31);
        assertThat(read(1000, 899, "3600s")).containsExactly(gauge(1000, 899));
        assertThat(read(500, 399, "3500s")).as("a model that is called seldom")
                .containsExactly(gauge(500, 399), gauge(1000, 899));
    }

    @Test
    void threeKeysOfOneLimit_areUnknown_neverThatOfTheLastCall() {
        read(5000, 4999, "2026-05-07T12:30:00Z");
        read(5000, 100, "2026-05-07T12:50:00Z");
        for (int i = 1; i <= 50; i++) {
            assertThat(read(5000, 4999 - i, "2026-05-07T12:30:00Z")).containsExactly(unknown(5000));
            assertThat(read(5000, 3000 - i, "2026-05-07T12:30:00Z")).containsExactly(unknown(5000));
            assertThat(read(5000, 100 - i, "2026-05-07T12:50:00Z")).containsExactly(unknown(5000));
        }
    }

    @Test
    void twoKeysOfOneReset_areUnknown() {
        read(5000, 4999, "2026-05-07T12:30:00Z");
        read(5000, 1999, "2026-05-07T12:30:00Z");
        for (int i = 1; i <= 50; i++) {
            assertThat(read(5000, 4999 - i, "2026-05-07T12:30:00Z")).containsExactly(unknown(5000));
            assertThat(read(5000, 1999 - i, "2026-05-07T12:30:00Z")).containsExactly(unknown(5000));
        }
    }

    @Test
    void twoKeysWithoutAReset_areUnknown() {
        Map<String, String> one = Map.of("x-ratelimit-limit-requests", "5000", "x-ratelimit-remaining-requests",
                "4999");
        Map<String, String> other = Map.of("x-ratelimit-limit-requests", "5000", "x-ratelimit-remaining-requests",
                "1999");
        read(one);
        read(other);
        read(one);
        for (int i = 1; i <= 50; i++) {
            assertThat(read(other)).containsExactly(unknown(5000));
            assertThat(read(one)).containsExactly(unknown(5000));
        }
    }

    @Test
    void contradictionThatIsFiveMinutesOld_isForgiven() {
        read(5000, 4999, "2026-05-07T12:30:00Z");
        read(5000, 1999, "2026-05-07T12:30:00Z");
        assertThat(read(5000, 4998, "2026-05-07T12:30:00Z")).containsExactly(unknown(5000));
        passSeconds(299);
        assertThat(read(5000, 4997, "2026-05-07T12:30:00Z")).containsExactly(unknown(5000));
        passSeconds(2);

        assertThat(read(5000, 4996, "2026-05-07T12:30:00Z")).containsExactly(gauge(5000, 4996));
    }

    @Test
    void windowThatIsResetEveryMinute_isNeverUnknown() {
        for (int i = 0; i < 600; i++) {
            assertThat(read(60, 59 - i % 60, 60 - i % 60 + "s")).containsExactly(gauge(60, 59 - i % 60));
            now = now.plusMillis(979);
        }
    }

    @Test
    void bucketThatRefills_isNeverUnknown() {
        double missing = 0;
        for (int i = 0; i < 200; i++) {
            missing = Math.max(0, missing - 100.0 / 10 * 0.5) + i % 7;
            now = now.plusMillis(479);
            long remaining = 100 - (long) Math.ceil(missing);

            assertThat(read(100, remaining, Math.round(missing * 100) + "ms")).containsExactly(gauge(100, remaining));
        }
    }

    @Test
    void responsesThatOvertakeEachOther_areNotContradictions() {
        Instant start = now;
        for (int i = 0; i < 100; i++) {
            // sent one after the other, while the first still waits
            Instant sent = start.plusMillis(100L * i);
            gauges.add(headers(4999 - 2 * i - 1), 200, sent.plusMillis(1), sent.plusMillis(50));
            gauges.add(headers(4999 - 2 * i), 200, sent, sent.plusMillis(60));

            assertThat(gauges.shown()).containsExactly(gauge(5000, 4999 - 2 * i - 1));
        }
    }

    private static Map<String, String> headers(long remaining) {
        return Map.of("x-ratelimit-limit-requests", "5000", "x-ratelimit-remaining-requests",
                String.valueOf(remaining), "x-ratelimit-reset-requests", "2026-05-07T12:30:00Z");
    }

    @Test
    void thirtyThirdGauge_replacesTheOneThatWasNotReportedForLongest() {
        for (int i = 1; i <= 32; i++) {
            read(1000 + i, 500, "3600s");
        }
        read(1001, 499, "3600s");

        assertThat(read(9000, 1, "3600s")).hasSize(32).contains(gauge(1001, 499), gauge(9000, 1))
                .doesNotContain(gauge(1002, 500));
    }
}
