package app.quotawatch.ledger;

import static app.quotawatch.ledger.Ledgers.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.event.QuotaRecovered;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.event.RateLimitHit;
import app.quotawatch.quota.QuotaWindow;

/** Windows of one name that belong to different models, keys, endpoints or tenants. */
class PartitionsTest {

    private final Ledgers time = new Ledgers(api(), 80, 100);

    private void report(String partition, int limit, int remaining, String reset) {
        time.passSeconds(0.01);
        Instant sent = time.instant();
        time.passSeconds(0.01);
        time.record(ApiCall.builder("a").endpoint("/v1").method("POST").status(remaining == 0 ? 429 : 200)
                .timestamp(sent).latency(Duration.ofMillis(10))
                .partition(partition).rateLimitHeaders(Map.of("x-ratelimit-limit-requests", String.valueOf(limit),
                        "x-ratelimit-remaining-requests", String.valueOf(remaining),
                        "x-ratelimit-reset-requests", reset))
                .build(), null);
    }

    private void callWithoutReport(String partition) {
        time.record(ApiCall.builder("a").endpoint("/v1").method("POST").status(500).timestamp(time.instant())
                .partition(partition).build(), null);
    }

    @Test
    void twoModels_areRightAtEveryStep() {
        for (int i = 1; i <= 300; i++) {
            report(null, 10_000, 10_000 - i, "6s");
            report(null, 500, 500 - i, "20s");

            assertThat(time.remaining()).containsExactly("10000: " + (10_000 - i), "500: " + (500 - i));
            assertThat(time.quota().tightest().orElseThrow().limit()).hasValue(500);
        }
        assertThat(time.events).isEmpty();
        assertThat(time.ledger.hasAdvice()).isFalse();
    }

    @Test
    void rejection_namesItsPartition_unlessItStandsForSeveral() {
        report("key-1", 100, 0, "60s");
        report("key-2", 100, 0, "60s");
        report("key-2", 100, 0, "60s");
        time.passSeconds(1);
        time.ledger.tick();
        report("key-1", 100, 0, "60s");
        report("key-2", 100, 0, "60s");
        time.passSeconds(1);
        time.ledger.tick();

        assertThat(time.events(RateLimitHit.class)).extracting(RateLimitHit::hits, RateLimitHit::partition)
                .containsExactly(tuple(1L, Optional.of("key-1")), tuple(2L, Optional.of("key-2")),
                        tuple(2L, Optional.empty()));
    }

    @Test
    void exhaustedModel_isTightest_firesItsThresholdsOnce_andRecoversAtItsReset() {
        for (int i = 0; i < 3; i++) {
            report(null, 500, 0, String.valueOf(20 - i));
            report(null, 10_000, 9_000 - i, "60");
            assertThat(time.quota().tightest().orElseThrow().limit()).hasValue(500);
            assertThat(time.events(QuotaRecovered.class)).isEmpty();
            time.passSeconds(0.96);
        }
        assertThat(time.thresholds("requests")).containsExactly(80, 100);
        time.passSeconds(18);
        report(null, 10_000, 8_000, "30");

        assertThat(time.events(QuotaRecovered.class)).hasSize(1);
        assertThat(time.remaining()).containsExactly("10000: 8000");
    }

    @Test
    void threeTokensOfOneLimit_areThreeWindows() {
        for (int i = 1; i <= 50; i++) {
            report("key-1", 5000, 5000 - i, "2026-05-07T12:30:00Z");
            report("key-2", 5000, 100 - i, "2026-05-07T12:50:00Z");
            report("key-3", 5000, 2000 - i, "2026-05-07T12:30:00Z");

            assertThat(time.remaining()).containsExactly("key-1 5000: " + (5000 - i), "key-2 5000: " + (100 - i),
                    "key-3 5000: " + (2000 - i));
            assertThat(time.quota().tightest().flatMap(QuotaWindow::partition)).contains("key-2");
        }
        assertThat(time.events(QuotaThresholdReached.class)).extracting(event -> event.partition().orElseThrow())
                .containsExactly("key-2");
        assertThat(time.events(QuotaRecovered.class)).isEmpty();
    }

    @Test
    void recovery_namesItsPartition() {
        report("key-1", 100, 0, "30s");
        report("key-2", 100, 50, "60s");
        time.passSeconds(31);
        report("key-2", 100, 49, "29s");

        assertThat(time.events(QuotaRecovered.class)).singleElement()
                .satisfies(event -> assertThat(event.partition()).contains("key-1"));
    }

    @Test
    void threeTokensWithoutAPartition_areAdvisedOfOnce() {
        for (int i = 1; i <= 10; i++) {
            report(null, 5000, 5000 - i, "2026-05-07T12:30:00Z");
            report(null, 5000, 4100 - i, "2026-05-07T12:50:00Z");
            report(null, 5000, 2000 - i, "2026-05-07T12:10:00Z");
        }

        assertThat(time.ledger.takeAdvice()).singleElement().asString().contains("a reports")
                .contains("quotawatch.apis.a.partition");
        assertThat(time.ledger.hasAdvice()).isFalse();
    }

    @Test
    void twoTokensOfOneReset_areAdvisedOf() {
        for (int i = 1; i <= 10; i++) {
            report(null, 5000, 5000 - i, "2026-05-07T12:30:00Z");
            report(null, 5000, 2000 - i, "2026-05-07T12:30:00Z");
            assertThat(time.remaining()).as("the smaller one").containsExactly("5000: " + (2000 - i));
        }

        assertThat(time.ledger.takeAdvice()).hasSize(1);
        assertThat(time.events(QuotaRecovered.class)).isEmpty();
    }

    @Test
    void responsesThatOvertakeEachOther_areNotAContradiction() {
        for (int i = 0; i < 1000; i++) {
            time.passSeconds(0.01);
            // four calls at a time, whose responses arrive in the reverse order
            int remaining = 4999 - (i / 4 * 4 + 3 - i % 4);
            time.record(ApiCall.builder("a").method("GET").status(200).latency(Duration.ofMillis(50))
                    .timestamp(time.instant().minusMillis(50)).rateLimitHeaders(Map.of("x-ratelimit-limit", "5000",
                            "x-ratelimit-remaining", String.valueOf(remaining), "x-ratelimit-reset",
                            "2026-05-07T12:30:00Z"))
                    .build(), null);
            assertThat(time.window("default").remaining()).hasValue(4999 - (i / 4 * 4 + 3));
        }
        assertThat(time.ledger.hasAdvice()).isFalse();
    }

    @Test
    void rareContradictions_areNotAdvisedOf() {
        for (int i = 1; i <= 500; i++) {
            report(null, 5000, i % 50 == 0 ? 5000 : 4990 - i, "2026-05-07T12:30:00Z");
        }

        assertThat(time.ledger.hasAdvice()).isFalse();
    }

    @Test
    void contradictionsWithinAPartition_areNotAdvisedOf() {
        for (int i = 1; i <= 10; i++) {
            report("key-1", 5000, 5000 - i, "2026-05-07T12:30:00Z");
            report("key-1", 5000, 2000 - i, "2026-05-07T12:10:00Z");
        }

        assertThat(time.ledger.hasAdvice()).isFalse();
    }

    @Test
    void bucketThatRefills_isNotAContradiction() {
        double missing = 0;
        for (int i = 0; i < 200; i++) {
            double cost = i % 7;
            missing = Math.max(0, missing - 100.0 / 10 * 0.5) + cost;
            time.passSeconds(0.48);
            report(null, 100, 100 - (int) Math.ceil(missing), Math.round(missing * 100) + "ms");

            assertThat(time.remaining()).containsExactly("100: " + (100 - (int) Math.ceil(missing)));
        }
        assertThat(time.ledger.hasAdvice()).isFalse();
    }

    @Test
    void windowThatIsResetEveryMinute_isNotAContradiction() {
        for (int i = 0; i < 600; i++) {
            report(null, 60, 59 - i % 60, String.valueOf(60 - i % 60));
            time.passSeconds(0.98);
        }

        assertThat(time.ledger.hasAdvice()).isFalse();
    }

    @Test
    void callWithoutAReport_countsAgainstItsPartitionOnly() {
        report("gpt-4o", 500, 400, "60s");
        report("o1", 500, 300, "60s");
        callWithoutReport("o1");

        assertThat(time.remaining()).containsExactly("gpt-4o 500: 400", "o1 500: 299");
    }

    @Test
    void thirtyThirdPartition_replacesTheOneThatWasNotReportedForLongest() {
        for (int i = 0; i < 32; i++) {
            report("p" + i, 100, 50, "3600");
        }
        report("p0", 100, 49, "3600");
        report("p32", 100, 50, "3600");

        assertThat(time.quota().windows()).hasSize(32).extracting(window -> window.partition().orElseThrow())
                .contains("p0", "p2", "p32").doesNotContain("p1");
        assertThat(time.events).isEmpty();
    }

    @Test
    void windowThatMakesRoom_doesNotRecover() {
        report("p0", 100, 0, "3600");
        for (int i = 1; i <= 32; i++) {
            report("p" + i, 100, 50, "3600");
        }

        assertThat(time.quota().windows()).hasSize(32);
        assertThat(time.events(QuotaRecovered.class)).isEmpty();
    }

    @Test
    void modelThatIsCalledSeldom_doesNotReportItsThresholdAgain() {
        report(null, 500, 50, "3600");
        for (int i = 0; i < 4; i++) {
            time.passSeconds(30);
            report(null, 10_000, 9_000 - i, "3600");
        }
        assertThat(time.remaining()).as("unknown after a minute").containsExactly("10000: 8997");
        report(null, 500, 49, "3480");

        assertThat(time.remaining()).containsExactly("500: 49", "10000: 8997");
        assertThat(time.thresholds("requests")).containsExactly(80);
    }

    @Test
    void endpointOfARecordedCall_isItsPartition() {
        Ledgers byEndpoint = new Ledgers(api().partition("endpoint"));
        byEndpoint.answer(200, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "59");

        assertThat(byEndpoint.remaining()).containsExactly("/v1/things 60: 59");
    }
}
