package app.quotawatch.ledger;

import static app.quotawatch.ledger.Ledgers.NOON;
import static app.quotawatch.ledger.Ledgers.api;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import app.quotawatch.quota.QuotaWindow;

/** Reports without a limit, and numbers that are not a quota. */
class PartialReportsTest {

    private final Ledgers time = new Ledgers(api(), 80, 100);

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
}
