package app.quotawatch.ledger;

import static app.quotawatch.ledger.Ledgers.NOON;
import static app.quotawatch.ledger.Ledgers.api;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;

/** The worked example of the guide: an application that spreads the remaining calls over the remaining time. */
class SlowingDownTest {

    private static final int LIMIT = 100;
    private static final Duration LATENCY = Duration.ofMillis(50);

    private final Ledgers time = new Ledgers(api());
    private int usedInWindow;
    private long window = -1;

    @Test
    void applicationThatSpreadsItsCalls_isNeverRejected() {
        int sent = 0;
        while (time.instant().isBefore(NOON.plusSeconds(300))) {
            time.pass(beforeNextCall());
            time.pass(LATENCY);
            assertThat(call()).as("call %d at %s", sent, time.instant()).isEqualTo(200);
            sent++;
        }

        assertThat(sent).as("and it uses its whole quota").isBetween(4 * LIMIT, 5 * LIMIT + 5);
    }

    @Test
    void applicationThatDoesNot_isRejected() {
        int status = 200;
        for (int i = 0; i <= LIMIT; i++) {
            time.pass(LATENCY);
            status = call();
        }

        assertThat(status).isEqualTo(429);
    }

    private Duration beforeNextCall() {
        ApiQuota quota = time.quota();
        Instant now = time.instant();
        if (quota.retryAfter().isPresent()) {
            return Duration.between(now, quota.retryAfter().get());
        }
        QuotaWindow tightest = quota.tightest().orElse(null);
        if (tightest == null || tightest.projectedExhaustion().isEmpty() || tightest.resetAt().isEmpty()) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(now, tightest.resetAt().get());
        return left.dividedBy(Math.max(1, tightest.remaining().orElse(1)));
    }

    /* A provider with a limit per full minute. */
    private int call() {
        long seconds = time.instant().getEpochSecond();
        if (seconds / 60 != window) {
            window = seconds / 60;
            usedInWindow = 0;
        }
        boolean refused = usedInWindow == LIMIT;
        usedInWindow += refused ? 0 : 1;
        int status = refused ? 429 : 200;
        time.answer(status, "x-ratelimit-limit", String.valueOf(LIMIT), "x-ratelimit-remaining",
                String.valueOf(LIMIT - usedInWindow), "x-ratelimit-reset", String.valueOf((window + 1) * 60));
        return status;
    }
}
