package app.quotawatch.ledger;

import static app.quotawatch.ledger.Ledgers.NOON;
import static app.quotawatch.ledger.Ledgers.api;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import app.quotawatch.event.RateLimitHit;

/** What a rejected call shows of the quota, and when the next one may be made. */
class RejectedCallsTest {

    private final Ledgers time = new Ledgers(api(), 80, 100);

    @Test
    void rejectedCallWithoutAReport_usesNothing() {
        time.report("100", "99", "60");
        time.answer(429);

        assertThat(time.window("default").remaining()).hasValue(99);
        assertThat(time.window("default").used()).hasValue(1);
    }

    @Test
    void rejectionWithoutALimit_isOfTheOnlyWindowOfItsName() {
        time.report("100", "3", "60");
        time.answer(429, "x-ratelimit-remaining", "0", "x-ratelimit-reset", "60");

        assertThat(time.remaining()).containsExactly("100: 0");
    }

    @Test
    void rejectionWithoutHeaders_leavesEverythingUnknown() {
        time.answer(429);

        assertThat(time.quota().retryAfter()).isEmpty();
        assertThat(time.quota().windows()).isEmpty();
        assertThat(time.events(RateLimitHit.class)).containsExactly(
                RateLimitHit.of("a", "/v1/things", Optional.empty(), 1));
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
}
