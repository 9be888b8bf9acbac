package app.quotawatch.ledger;

import static app.quotawatch.ledger.Ledgers.NOON;
import static app.quotawatch.ledger.Ledgers.api;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import app.quotawatch.quota.QuotaWindow;

/** What providers report, and how it is used between two reports. */
class ReportedWindowsTest {

    private final Ledgers time = new Ledgers(api(), 80, 100);

    @Test
    void report_isAWindow() {
        time.report("100", "99", "60");

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
        time.report("100", "99", "60");
        time.calls(4);
        assertThat(time.window("default").remaining()).hasValue(95);
        assertThat(time.window("default").used()).hasValue(5);
        time.report("100", "90", "58");
        assertThat(time.window("default").remaining()).as("the provider's report takes precedence").hasValue(90);
    }

    @Test
    void callsOfAnotherReportedWindow_areNotAdded() {
        time.report("100", "99", "60");
        time.answer(200, "x-ratelimit-limit-search", "30", "x-ratelimit-remaining-search", "29");

        assertThat(time.window("default").remaining()).hasValue(99);
        assertThat(time.window("search").remaining()).hasValue(29);
    }

    @Test
    void failedCalls_doNotOutliveTheNextReport() {
        time.report("100", "95", "60");
        for (int i = 0; i < 10; i++) {
            time.answer(503);
        }
        assertThat(time.window("default").remaining()).hasValue(85);
        time.report("100", "94", "60");
        assertThat(time.window("default").remaining()).hasValue(94);
    }

    @Test
    void overtakenResponses_giveNothingBack() {
        time.report("100", "95", "60");
        time.report("100", "97", "60");
        assertThat(time.window("default").remaining()).hasValue(95);
        assertThat(time.window("default").used()).hasValue(5);
    }

    @Test
    void remaining_neverFallsBelowZero() {
        time.report("100", "1", "60");
        time.calls(5);

        assertThat(time.window("default").remaining()).hasValue(0);
        assertThat(time.window("default").used()).as("no more than the limit, unless the provider says so")
                .hasValue(100);
        assertThat(time.window("default").isExhausted()).isTrue();
    }

    @Test
    void remainingAboveLimit_isShownAndNothingIsUsed() {
        time.report("100", "150", "60");

        assertThat(time.window("default").remaining()).hasValue(150);
        assertThat(time.window("default").used()).hasValue(0);
        assertThat(time.window("default").percentUsed()).hasValue(0);
        assertThat(time.events).isEmpty();
    }

    @Test
    void contradictoryUsed_isTheCostOfOneCall() {
        time.answer(200, "x-ratelimit-limit", "1800", "x-ratelimit-remaining", "1500", "x-ratelimit-used", "2");

        assertThat(time.window("default").used()).hasValue(300);
    }

    @Test
    void fractions_areRoundedToWhatCertainlyRemains() {
        time.report("60", "12.7", "60");
        assertThat(time.window("default").remaining()).hasValue(12);
        assertThat(time.window("default").used()).hasValue(48);
    }

    @Test
    void projection_followsWhatTheProviderSeesOthersUse() {
        time.report("1000", "900", "3600");
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
}
