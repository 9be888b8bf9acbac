package app.quotawatch.ledger;

import static app.quotawatch.ledger.Ledgers.NOON;
import static app.quotawatch.ledger.Ledgers.api;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.LimitWindow;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;

/** Configured limits: calls in the last 60 seconds, calls and tokens since midnight UTC. */
class ConfiguredWindowsTest {

    @Test
    void apiWithoutLimits_hasNoWindows() {
        Ledgers time = new Ledgers(api());
        time.calls(3);

        assertThat(time.quota().windows()).isEmpty();
        assertThat(time.quota().tightest()).isEmpty();
        assertThat(time.quota().environment()).isEqualTo("test");
    }

    @Test
    void unknownApi_isIgnored() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.MINUTE, 10));
        time.record(ApiCall.builder("qw_live_SECRET_too").method("GET").status(200).build(), null);

        assertThat(time.ledger.quota("other")).isEmpty();
        assertThat(time.ledger.quota(null)).isEmpty();
        assertThat(time.ledger.quotas()).extracting(ApiQuota::api).containsExactly("a");
        assertThat(time.window("minute").used()).hasValue(0);
    }

    @Test
    void minute_countsTheLastSixtySeconds() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.MINUTE, 10));
        time.calls(3);
        time.passSeconds(30);
        time.calls(2);

        assertThat(time.window("minute").used()).hasValue(5);
        assertThat(time.window("minute").remaining()).hasValue(5);
        assertThat(time.window("minute").percentUsed()).hasValue(50);
        assertThat(time.window("minute").source()).isEqualTo(QuotaWindow.Source.CONFIGURED);
        assertThat(time.window("minute").windowLength()).contains(Duration.ofMinutes(1));
        assertThat(time.window("minute").reportedAt()).isEmpty();

        time.passSeconds(30);
        assertThat(time.window("minute").used()).as("60 s later nothing has left too early").hasValue(5);
        time.passSeconds(0.25);
        assertThat(time.window("minute").used()).as("the first three have left").hasValue(2);
        time.passSeconds(30);
        assertThat(time.window("minute").used()).hasValue(0);
    }

    @Test
    void minute_resetsWhenItsOldestCallsLeave() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.MINUTE, 10));
        assertThat(time.window("minute").resetAt()).isEmpty();
        time.calls(1);
        time.passSeconds(20);
        time.calls(1);

        assertThat(time.window("minute").resetAt()).contains(NOON.plusMillis(60_250));
    }

    @Test
    void minute_isIndependentOfClockSteps() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.MINUTE, 10));
        time.calls(4);
        time.setClock(NOON.plus(Duration.ofHours(5)));
        assertThat(time.window("minute").used()).hasValue(4);
        time.setClock(NOON.minus(Duration.ofDays(400)));
        assertThat(time.window("minute").used()).hasValue(4);
    }

    @Test
    void minute_isEmptyAfterIdleDays() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.MINUTE, 10));
        time.calls(4);
        time.pass(Duration.ofDays(40));

        assertThat(time.window("minute").used()).hasValue(0);
        time.calls(1);
        assertThat(time.window("minute").used()).hasValue(1);
    }

    @Test
    void day_countsFromMidnightUtc() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.DAY, 100).tokensPer(LimitWindow.DAY, 1000));
        time.tokens(40);
        time.pass(Duration.ofHours(12).minusNanos(1));
        time.tokens(2);

        assertThat(time.window("daily").used()).hasValue(2);
        assertThat(time.window("tokens").used()).hasValue(42);
        assertThat(time.window("tokens").unit()).isEqualTo("tokens");
        assertThat(time.window("daily").resetAt()).contains(Instant.parse("2026-05-08T00:00:00Z"));

        time.pass(Duration.ofNanos(1));
        assertThat(time.window("daily").used()).hasValue(0);
        assertThat(time.window("tokens").used()).hasValue(0);
        time.calls(1);
        assertThat(time.window("daily").used()).hasValue(1);
    }

    @Test
    void day_startsAgainAfterIdleDaysAndAfterSleep() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.DAY, 100));
        time.calls(5);
        time.pass(Duration.ofDays(9));
        assertThat(time.window("daily").used()).hasValue(0);
        time.calls(5);
        time.sleep(Duration.ofHours(14));
        assertThat(time.window("daily").used()).hasValue(0);
    }

    @Test
    void day_isLeftAloneByAdjustmentsOverMidnight() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.DAY, 100));
        time.calls(7);
        time.pass(Duration.ofHours(12).plusSeconds(1));
        time.calls(3);
        time.setClock(NOON.plus(Duration.ofHours(12)).minusSeconds(2));

        assertThat(time.window("daily").used()).as("neither back in yesterday nor counted twice").hasValue(3);
        time.passSeconds(3);
        assertThat(time.window("daily").used()).hasValue(3);
    }

    @Test
    void day_survivesAClockThatIsSetForwardAndBack() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.DAY, 100));
        time.calls(7);
        time.setClock(NOON.plus(Duration.ofDays(3)));
        time.calls(2);
        assertThat(time.window("daily").used()).hasValue(2);
        time.setClock(NOON);

        assertThat(time.window("daily").used()).as("all of them happened today").hasValue(9);
        time.calls(1);
        assertThat(time.window("daily").used()).hasValue(10);
    }

    @Test
    void day_survivesAClockThatIsSetBackAndForth() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.DAY, 100));
        time.calls(5);
        time.pass(Duration.ofHours(13));
        time.calls(10);
        assertThat(time.window("daily").used()).hasValue(10);
        time.setClock(NOON.plus(Duration.ofHours(11)));
        assertThat(time.window("daily").used()).as("by this clock it is still the first day").hasValue(15);
        time.setClock(NOON.plus(Duration.ofHours(13)));
        assertThat(time.window("daily").used()).as("and now the second again").hasValue(10);
    }

    @Test
    void tokens_areAlsoCountedFromWhatTheProviderReports() {
        Ledgers time = new Ledgers(api().tokensPer(LimitWindow.DAY, 1000));
        report(time, "900");
        assertThat(time.window("tokens").used()).as("the cost of the first call is unknown").hasValue(0);
        report(time, "850");
        assertThat(time.window("tokens").used()).hasValue(50);
        report(time, "870");
        assertThat(time.window("tokens").used()).as("an overtaken response").hasValue(50);
        report(time, "830");
        assertThat(time.window("tokens").used()).hasValue(70);
        time.passSeconds(30);
        report(time, "1000");
        report(time, "990");
        assertThat(time.window("tokens").used()).as("the bucket was filled again").hasValue(80);
    }

    @Test
    void tokensOfACall_areNotCountedTwice() {
        Ledgers time = new Ledgers(api().tokensPer(LimitWindow.DAY, 1000));
        report(time, "900");
        time.tokens(60);
        report(time, "840");

        assertThat(time.window("tokens").used()).hasValue(60);
    }

    private static void report(Ledgers time, String remaining) {
        time.answer(200, "x-ratelimit-limit-tokens", "1000", "x-ratelimit-remaining-tokens", remaining);
    }

    @Test
    void projection_isWhenTheDayRunsOutAtTheCurrentRate() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.DAY, 1000));
        assertThat(time.window("daily").projectedExhaustion()).as("no calls, no rate").isEmpty();
        for (int i = 0; i < 60; i++) {
            time.calls(1);
            time.passSeconds(1);
        }

        assertThat(time.window("daily").projectedExhaustion()).hasValueSatisfying(
                at -> assertThat(at).isBetween(NOON.plusSeconds(995), NOON.plusSeconds(1005)));
        time.passSeconds(120);
        assertThat(time.window("daily").projectedExhaustion()).as("there are no more calls").isEmpty();
    }

    @Test
    void projection_isEmptyWhereTheWindowResetsFirst() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.DAY, 1_000_000));
        time.calls(10);

        assertThat(time.window("daily").projectedExhaustion()).isEmpty();
    }

    @Test
    void projection_ofTheMinuteKnowsWhatLeavesIt() {
        Ledgers steady = new Ledgers(api().requestsPer(LimitWindow.MINUTE, 100));
        Ledgers growing = new Ledgers(api().requestsPer(LimitWindow.MINUTE, 100));
        for (int i = 0; i < 80; i++) {
            steady.passSeconds(1);
            steady.calls(1);
            growing.passSeconds(1);
            growing.calls(i < 70 ? 1 : 3);
        }

        assertThat(steady.window("minute").projectedExhaustion()).as("one per second is sixty per minute").isEmpty();
        assertThat(growing.window("minute").used()).hasValue(81);
        assertThat(growing.window("minute").projectedExhaustion()).as("nine per second more than leave")
                .hasValueSatisfying(
                        at -> assertThat(at).isBetween(NOON.plusSeconds(87), NOON.plusSeconds(92)));
        growing.calls(20);
        assertThat(growing.window("minute").projectedExhaustion()).as("exhausted").contains(NOON.plusSeconds(80));
    }

    @Test
    void tightest_isTheWindowClosestToItsLimit() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.MINUTE, 10).requestsPer(LimitWindow.DAY, 20)
                .tokensPer(LimitWindow.DAY, 1000));
        time.calls(4);
        assertThat(time.quota().tightest()).map(QuotaWindow::name).contains("minute");
        time.tokens(900);
        assertThat(time.quota().tightest()).map(QuotaWindow::name).contains("tokens");
    }
}
