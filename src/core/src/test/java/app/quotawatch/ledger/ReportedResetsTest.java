package app.quotawatch.ledger;

import static app.quotawatch.ledger.Ledgers.NOON;
import static app.quotawatch.ledger.Ledgers.api;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.event.QuotaRecovered;

/** When a window that a provider reports ends, and how long it is kept if no reset is reported. */
class ReportedResetsTest {

    private final Ledgers time = new Ledgers(api(), 80, 100);

    @Test
    void window_isForgottenAtItsReset() {
        time.report("100", "99", "60");
        time.passSeconds(59);
        assertThat(time.has("default")).isTrue();
        time.passSeconds(1);
        assertThat(time.has("default")).isFalse();
    }

    @Test
    void window_isForgottenAtItsResetByEitherClock() {
        time.report("100", "99", "60");
        time.setClock(NOON.minus(Duration.ofDays(1)));
        time.passSeconds(60);
        assertThat(time.has("default")).as("the clock was set back").isFalse();
        time.report("100", "99", "60");
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
        time.report("100", "99", "2026-05-07T11:59:58Z");
        assertThat(time.window("default").remaining()).hasValue(99);
        assertThat(time.window("default").resetAt()).as("it has ended").isEmpty();
        time.passSeconds(60);
        assertThat(time.has("default")).isFalse();
    }

    @Test
    void resetWithinASecond_isARefillingBucketToo() {
        time.report("100", "99", "12ms");
        time.passSeconds(30);
        assertThat(time.window("default").remaining()).hasValue(99);
        assertThat(time.window("default").resetAt()).isEmpty();
    }

    @Test
    void resetWithinASecond_isTheEndIfItWasReportedBefore() {
        time.report("100", "50", "30");
        time.passSeconds(29.5);
        time.report("100", "40", "0.5");
        assertThat(time.window("default").resetAt()).contains(NOON.plusSeconds(30));
        time.passSeconds(0.5);
        assertThat(time.has("default")).isFalse();
    }

    @Test
    void resetWithinASecond_isTheEndIfNothingRemains() {
        time.report("100", "0", "0.5");
        assertThat(time.window("default").resetAt()).contains(NOON.plusMillis(500));
        time.passSeconds(0.5);
        assertThat(time.has("default")).isFalse();
    }

    @Test
    void exhaustedWindowWithoutAnyWait_isKeptForASecond() {
        time.report("100", "0", "0");
        assertThat(time.window("default").isExhausted()).isTrue();
        assertThat(time.thresholds("default")).containsExactly(80, 100);
        time.passSeconds(1);
        assertThat(time.has("default")).isFalse();
        assertThat(time.events(QuotaRecovered.class)).hasSize(1);
    }

    @Test
    void newPeriod_startsWithTheNextReportAfterTheReset() {
        time.report("100", "5", "10");
        time.passSeconds(11);
        time.report("100", "99", "60");

        assertThat(time.window("default").remaining()).hasValue(99);
    }

    @Test
    void clocksHoursApart_resetByOurClock() {
        Instant theirs = NOON.plus(Duration.ofHours(5));
        time.record(ApiCall.builder("a").method("GET").status(200).rateLimitHeaders(Map.of(
                "x-ratelimit-limit", "60", "x-ratelimit-remaining", "1", "x-ratelimit-reset",
                String.valueOf(theirs.plusSeconds(30).getEpochSecond()))).build(), theirs);

        assertThat(time.window("default").resetAt()).contains(NOON.plusSeconds(30));
    }
}
