package app.quotawatch.ledger;

import static app.quotawatch.ledger.Ledgers.NOON;
import static app.quotawatch.ledger.Ledgers.api;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.event.QuotaRecovered;
import app.quotawatch.event.RateLimitHit;
import app.quotawatch.quota.QuotaWindow;

/** What providers report, and how it is used between two reports. */
class ReportedWindowsTest {

    private final Ledgers time = new Ledgers(api(), 80, 100);

    private void report(String limit, String remaining, String reset) {
        time.answer(200, "x-ratelimit-limit", limit, "x-ratelimit-remaining", remaining, "x-ratelimit-reset", reset);
    }

    @Test
    void report_isAWindow() {
        report("100", "99", "60");

        QuotaWindow window = time.window("default");
        assertThat(window.source()).isEqualTo(QuotaWindow.Source.REPORTED);
        assertThat(window.reportedAt()).contains(NOON);
        assertThat(window.limit()).hasValue(100);
        assertThat(window.remaining()).hasValue(99);
        assertThat(window.used()).hasValue(1);
        assertThat(window.resetAt()).contains(NOON.plusSeconds(60));
        assertThat(window.percentUsed()).hasValue(1);
    }

    @Test
    void ownCallsWithoutAReport_areAdded() {
        report("100", "99", "60");
        time.calls(4);
        assertThat(time.window("default").remaining()).hasValue(95);
        assertThat(time.window("default").used()).hasValue(5);
        report("100", "90", "58");
        assertThat(time.window("default").remaining()).as("the provider's report takes precedence").hasValue(90);
    }

    @Test
    void callsOfAnotherReportedWindow_areNotAdded() {
        report("100", "99", "60");
        time.answer(200, "x-ratelimit-limit-search", "30", "x-ratelimit-remaining-search", "29");

        assertThat(time.window("default").remaining()).hasValue(99);
        assertThat(time.window("search").remaining()).hasValue(29);
    }

    @Test
    void rejectedCallWithoutAReport_usesNothing() {
        report("100", "99", "60");
        time.answer(429);

        assertThat(time.window("default").remaining()).hasValue(99);
        assertThat(time.window("default").used()).hasValue(1);
    }

    @Test
    void remaining_neverFallsBelowZero() {
        report("100", "1", "60");
        time.calls(5);

        assertThat(time.window("default").remaining()).hasValue(0);
        assertThat(time.window("default").used()).as("no more than the limit, unless the provider says so")
                .hasValue(100);
        assertThat(time.window("default").isExhausted()).isTrue();
    }

    @Test
    void window_isForgottenAtItsReset() {
        report("100", "99", "60");
        time.passSeconds(59);
        assertThat(time.has("default")).isTrue();
        time.passSeconds(1);
        assertThat(time.has("default")).isFalse();
    }

    @Test
    void window_isForgottenAtItsResetByEitherClock() {
        report("100", "99", "60");
        time.setClock(NOON.minus(Duration.ofDays(1)));
        time.passSeconds(60);
        assertThat(time.has("default")).as("the clock was set back").isFalse();
        report("100", "99", "60");
        time.sleep(Duration.ofHours(1));
        assertThat(time.has("default")).as("the machine slept").isFalse();
    }

    @Test
    void windowWithoutReset_isKeptForItsLengthOrForAnHour() {
        time.answer(200, "x-ratelimit-limit-minute", "60", "x-ratelimit-remaining-minute", "59",
                "x-ratelimit-limit-tokens", "9",
                "x-ratelimit-remaining-tokens", "8");
        time.passSeconds(60);
        assertThat(time.has("minute")).isFalse();
        assertThat(time.has("tokens")).isTrue();
        time.pass(Duration.ofHours(1));
        assertThat(time.has("tokens")).isFalse();
    }

    @Test
    void resetInThePast_isARefillingBucketThatIsKeptForAMinute() {
        report("100", "99", "2026-05-07T11:59:58Z");
        assertThat(time.window("default").remaining()).hasValue(99);
        assertThat(time.window("default").resetAt()).as("it has ended").isEmpty();
        time.passSeconds(60);
        assertThat(time.has("default")).isFalse();
    }

    @Test
    void resetWithinASecond_isARefillingBucketToo() {
        report("100", "99", "12ms");
        time.passSeconds(30);
        assertThat(time.window("default").remaining()).hasValue(99);
        assertThat(time.window("default").resetAt()).isEmpty();
    }

    @Test
    void resetWithinASecond_isTheEndIfItWasReportedBefore() {
        report("100", "50", "30");
        time.passSeconds(29.5);
        report("100", "40", "0.5");
        assertThat(time.window("default").resetAt()).contains(NOON.plusSeconds(30));
        time.passSeconds(0.5);
        assertThat(time.has("default")).isFalse();
    }

    @Test
    void resetWithinASecond_isTheEndIfNothingRemains() {
        report("100", "0", "0.5");
        assertThat(time.window("default").resetAt()).contains(NOON.plusMillis(500));
        time.passSeconds(0.5);
        assertThat(time.has("default")).isFalse();
    }

    @Test
    void exhaustedWindowWithoutAnyWait_isKeptForASecond() {
        report("100", "0", "0");
        assertThat(time.window("default").isExhausted()).isTrue();
        assertThat(time.thresholds("default")).containsExactly(80, 100);
        time.passSeconds(1);
        assertThat(time.has("default")).isFalse();
        assertThat(time.events(QuotaRecovered.class)).hasSize(1);
    }

    @Test
    void overtakenResponses_giveNothingBack() {
        report("100", "95", "60");
        report("100", "97", "60");
        assertThat(time.window("default").remaining()).hasValue(95);
        assertThat(time.window("default").used()).hasValue(5);
    }

    @Test
    void failedCalls_doNotOutliveTheNextReport() {
        report("100", "95", "60");
        for (int i = 0; i < 10; i++) {
            time.answer(503);
        }
        assertThat(time.window("default").remaining()).hasValue(85);
        report("100", "94", "60");
        assertThat(time.window("default").remaining()).hasValue(94);
    }

    @Test
    void limitLoweredInFlight_standsBesideTheOldOneForAMinute() {
        report("100", "95", "3600");
        report("10", "5", "3600");
        assertThat(time.remaining()).containsExactly("100: 95", "10: 5");
        time.passSeconds(59);
        report("10", "4", "3541");
        assertThat(time.remaining()).containsExactly("100: 95", "10: 4");
        time.passSeconds(1);
        assertThat(time.remaining()).containsExactly("10: 4");
    }

    @Test
    void limitRaisedInFlight_standsBesideTheOldOneUntilThatIsReset() {
        report("10", "5", "30");
        report("100", "95", "30");
        time.passSeconds(29);
        report("100", "94", "60");
        assertThat(time.remaining()).containsExactly("10: 5", "100: 94");
        time.passSeconds(1);
        assertThat(time.remaining()).containsExactly("100: 94");
    }

    @Test
    void limitThatIsNotReportedAnyMore_isKeptUnlessAnotherOneIs() {
        report("100", "95", "3600");
        time.passSeconds(600);

        assertThat(time.remaining()).containsExactly("100: 95");
    }

    @Test
    void rejectionWithoutALimit_isOfTheOnlyWindowOfItsName() {
        report("100", "3", "60");
        time.answer(429, "x-ratelimit-remaining", "0", "x-ratelimit-reset", "60");

        assertThat(time.remaining()).containsExactly("100: 0");
    }

    @Test
    void remainingAboveLimit_isShownAndNothingIsUsed() {
        report("100", "150", "60");

        assertThat(time.window("default").remaining()).hasValue(150);
        assertThat(time.window("default").used()).hasValue(0);
        assertThat(time.window("default").percentUsed()).hasValue(0);
        assertThat(time.events).isEmpty();
    }

    @Test
    void newPeriod_startsWithTheNextReportAfterTheReset() {
        report("100", "5", "10");
        time.passSeconds(11);
        report("100", "99", "60");

        assertThat(time.window("default").remaining()).hasValue(99);
    }

    @Test
    void contradictoryUsed_isTheCostOfOneCall() {
        time.answer(200, "x-ratelimit-limit", "1800", "x-ratelimit-remaining", "1500", "x-ratelimit-used", "2");

        assertThat(time.window("default").used()).hasValue(300);
    }

    @Test
    void fractions_areRoundedToWhatCertainlyRemains() {
        report("60", "12.7", "60");
        assertThat(time.window("default").remaining()).hasValue(12);
        assertThat(time.window("default").used()).hasValue(48);
    }

    @Test
    void pace_isNotAQuota() {
        time.answer(200, "x-amzn-ratelimit-limit", "0.5");
        assertThat(time.quota().windows()).isEmpty();
    }

    @Test
    void unknownLimit_staysUnknown() {
        time.answer(200, "ratelimit-remaining", "2400");

        assertThat(time.window("default").limit()).isEmpty();
        assertThat(time.window("default").used()).isEmpty();
        assertThat(time.window("default").percentUsed()).isEmpty();
        assertThat(time.quota().tightest()).isEmpty();
    }

    @Test
    void nothingRemaining_isTightestWithoutALimit() {
        time.answer(429, "ratelimit-remaining", "0");
        assertThat(time.quota().tightest()).map(QuotaWindow::name).contains("default");
        assertThat(time.window("default").projectedExhaustion()).contains(NOON);
    }

    @Test
    void nothingRemainingOfAnUnknownQuotaInASuccess_isNotUrgent() {
        time.answer(200, "ratelimit-limit", "100", "ratelimit-remaining", "40", "x-ratelimit-remaining-prepaid", "0");

        assertThat(time.quota().tightest()).map(QuotaWindow::name).contains("default");
        assertThat(time.quota().windows()).noneMatch(QuotaWindow::isExhausted);
    }

    @Test
    void windows_areBounded() {
        for (int i = 0; i < 500; i++) {
            time.answer(200, "x-ratelimit-limit", "100", "x-ratelimit-remaining", "99", "x-ratelimit-resource",
                    "r" + i);
            time.passSeconds(1);
        }
        assertThat(time.quota().windows()).hasSize(32).extracting(QuotaWindow::name).contains("r499")
                .doesNotContain("r0");
    }

    @Test
    void clocksHoursApart_resetByOurClock() {
        Instant theirs = NOON.plus(Duration.ofHours(5));
        time.record(ApiCall.builder("a").method("GET").status(200).rateLimitHeaders(java.util.Map.of(
                "x-ratelimit-limit", "60", "x-ratelimit-remaining", "1", "x-ratelimit-reset",
                String.valueOf(theirs.plusSeconds(30).getEpochSecond()))).build(), theirs);

        assertThat(time.window("default").resetAt()).contains(NOON.plusSeconds(30));
    }

    @Test
    void retryAfter_isKeptUntilItHasPassed() {
        time.answer(429, "retry-after", "30");
        assertThat(time.quota().retryAfter()).contains(NOON.plusSeconds(30));
        time.answer(429, "retry-after", "5");
        assertThat(time.quota().retryAfter()).as("the later one is kept").contains(NOON.plusSeconds(30));
        time.passSeconds(30);
        assertThat(time.quota().retryAfter()).isEmpty();
    }

    @Test
    void retryAfterOfASuccess_isAHintOnly() {
        time.answer(200, "retry-after", "30");
        assertThat(time.quota().retryAfter()).isEmpty();
        time.answer(503, "retry-after", "30");
        assertThat(time.quota().retryAfter()).isPresent();
    }

    @Test
    void prepaidBalanceAndCostOfACall_areNeverTheTightest() {
        time.answer(200, "x-ratelimit-limit", "1000", "x-ratelimit-remaining", "900", "x-ratelimit-cost-usd", "1",
                "x-ratelimit-prepaid-remaining-usd", "0", "x-ratelimit-credits-used", "1");

        assertThat(time.quota().tightest()).hasValueSatisfying(window -> {
            assertThat(window.name()).isEqualTo("default");
            assertThat(window.remaining()).hasValue(900);
        });
        assertThat(time.quota().windows()).noneMatch(QuotaWindow::isExhausted);
        assertThat(time.events).isEmpty();
    }

    @Test
    void rejectionWithoutHeaders_leavesEverythingUnknown() {
        time.answer(429);

        assertThat(time.quota().retryAfter()).isEmpty();
        assertThat(time.quota().windows()).isEmpty();
        assertThat(time.events(RateLimitHit.class)).containsExactly(
                RateLimitHit.of("a", "/v1/things", java.util.Optional.empty(), 1));
    }

    @Test
    void projection_followsWhatTheProviderSeesOthersUse() {
        report("1000", "900", "3600");
        time.passSeconds(10);
        time.answer(200, "x-ratelimit-limit", "1000", "x-ratelimit-remaining", "800", "x-ratelimit-reset", "3590");

        assertThat(time.window("default").projectedExhaustion()).as("ten per second, though we made two calls")
                .contains(NOON.plusSeconds(90));
    }

    @Test
    void projection_ofUnknownResetIsUnknown() {
        time.answer(200, "x-ratelimit-limit", "1000", "x-ratelimit-remaining", "900");
        time.passSeconds(10);
        time.answer(200, "x-ratelimit-limit", "1000", "x-ratelimit-remaining", "100");

        assertThat(time.window("default").projectedExhaustion()).isEmpty();
    }
}
