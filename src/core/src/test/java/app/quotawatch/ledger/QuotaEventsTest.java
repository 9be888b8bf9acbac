package app.quotawatch.ledger;

import static app.quotawatch.ledger.Ledgers.NOON;
import static app.quotawatch.ledger.Ledgers.api;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import app.quotawatch.LimitWindow;
import app.quotawatch.event.QuotaRecovered;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.event.RateLimitHit;

/** Thresholds once per period, rejections once per second, recoveries once per exhaustion. */
class QuotaEventsTest {

    @Test
    void threshold_isReportedOncePerPeriod() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.DAY, 10), 80, 95, 100);
        time.calls(8);
        time.calls(1);
        assertThat(time.events).containsExactly(QuotaThresholdReached.of("a", "test", "daily", 80, 8, 10, 80.0,
                Instant.parse("2026-05-07T00:00:00Z")));
        time.calls(5);
        assertThat(time.thresholds("daily")).containsExactly(80, 95, 100);
        time.pass(Duration.ofDays(1));
        time.calls(8);
        assertThat(time.thresholds("daily")).containsExactly(80, 95, 100, 80);
    }

    @Test
    void severalThresholdsPassedAtOnce_areReportedInOrder() {
        Ledgers time = new Ledgers(api().tokensPer(LimitWindow.DAY, 100), 100, 80, 95);
        time.tokens(150);

        assertThat(time.events(QuotaThresholdReached.class)).extracting(QuotaThresholdReached::thresholdPct,
                QuotaThresholdReached::pctUsed).containsExactly(
                        org.assertj.core.api.Assertions.tuple(80, 150.0),
                        org.assertj.core.api.Assertions.tuple(95, 150.0),
                        org.assertj.core.api.Assertions.tuple(100, 150.0));
    }

    @Test
    void thresholdOfTheMinute_isReportedOncePerMinute() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.MINUTE, 10), 80);
        time.calls(8);
        time.passSeconds(30);
        time.calls(2);
        time.passSeconds(29);
        time.calls(1);
        assertThat(time.thresholds("minute")).as("above it all the time").containsExactly(80);
        assertThat(time.events(QuotaThresholdReached.class).get(0).periodStart()).isEqualTo(NOON.minusSeconds(60));
        time.passSeconds(70);
        time.calls(8);
        assertThat(time.thresholds("minute")).containsExactly(80, 80);
    }

    @Test
    void thresholdOfTheMinute_doesNotFlap() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.MINUTE, 10), 80);
        for (int i = 0; i < 50; i++) {
            time.passSeconds(7.5);
            time.calls(1);
        }
        assertThat(time.thresholds("minute")).as("eight per minute for six minutes").hasSizeBetween(5, 6);
    }

    @Test
    void thresholdOfAReportedWindow_isReportedOncePerPeriodToo() {
        Ledgers time = new Ledgers(api(), 80);
        time.answer(200, "x-ratelimit-limit", "100", "x-ratelimit-remaining", "20", "x-ratelimit-reset", "60");
        time.answer(200, "x-ratelimit-limit", "100", "x-ratelimit-remaining", "19", "x-ratelimit-reset", "60");
        assertThat(time.thresholds("default")).containsExactly(80);
        time.passSeconds(61);
        time.answer(200, "x-ratelimit-limit", "100", "x-ratelimit-remaining", "19", "x-ratelimit-reset", "60");
        assertThat(time.thresholds("default")).containsExactly(80, 80);
    }

    @Test
    void thresholdOfAReportedWindow_isReachedByOurOwnCallsBetweenReports() {
        Ledgers time = new Ledgers(api(), 80);
        time.answer(200, "x-ratelimit-limit", "10", "x-ratelimit-remaining", "5", "x-ratelimit-reset", "60");
        time.calls(3);

        assertThat(time.events(QuotaThresholdReached.class)).extracting(QuotaThresholdReached::currentCount)
                .containsExactly(8L);
    }

    @Test
    void thresholdOfAWindowWithoutReset_isReportedAgainAfterItHasFallen() {
        Ledgers time = new Ledgers(api(), 80);
        time.answer(200, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "10");
        time.answer(200, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "13");
        time.answer(200, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "11");
        assertThat(time.thresholds("default")).as("responses that overtake each other").containsExactly(80);
        time.answer(200, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "59");
        time.answer(200, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "9");
        assertThat(time.thresholds("default")).containsExactly(80, 80);
    }

    @Test
    void periodOfAReportedWindow_beginsALengthBeforeItsReset() {
        Ledgers time = new Ledgers(api(), 80);
        time.answer(200, "x-ratelimit-limit", "10;w=60", "x-ratelimit-remaining", "1", "x-ratelimit-reset", "20");

        assertThat(time.events(QuotaThresholdReached.class)).extracting(QuotaThresholdReached::periodStart)
                .containsExactly(NOON.minusSeconds(40));
    }

    @Test
    void rejections_areFoldedToOnePerSecond() {
        Ledgers time = new Ledgers(api(), 80);
        for (int i = 0; i < 5; i++) {
            time.answer(429, "retry-after", "10");
        }
        assertThat(time.events)
                .containsExactly(RateLimitHit.of("a", "/v1/things", Optional.of(NOON.plusSeconds(10)), 1));
        time.passSeconds(0.9);
        time.answer(429);
        assertThat(time.events).hasSize(1);
        time.passSeconds(0.1);
        time.ledger.tick();
        assertThat(time.events(RateLimitHit.class)).extracting(RateLimitHit::hits).containsExactly(1L, 5L);
        time.passSeconds(5);
        time.ledger.tick();
        assertThat(time.events).as("nothing more to report").hasSize(2);
    }

    @Test
    void lastRejections_areReportedAtTheEnd() {
        Ledgers time = new Ledgers(api(), 80);
        time.answer(429);
        time.answer(429);
        time.ledger.tick();
        assertThat(time.events(RateLimitHit.class)).extracting(RateLimitHit::hits).containsExactly(1L);
        time.ledger.close();
        assertThat(time.events(RateLimitHit.class)).extracting(RateLimitHit::hits).containsExactly(1L, 1L);
    }

    @Test
    void exhaustedDay_recoversAtMidnightWithTheNextTick() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.DAY, 2));
        time.calls(3);
        assertThat(time.events).isEmpty();
        time.pass(Duration.ofHours(12));
        time.ledger.tick();
        time.ledger.tick();

        assertThat(time.events)
                .containsExactly(QuotaRecovered.of("a", "test", "daily", NOON.plus(Duration.ofHours(12))));
    }

    @Test
    void exhaustedMinute_recoversBelowTheLowestThreshold() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.MINUTE, 10), 80);
        time.calls(1);
        time.passSeconds(10);
        time.calls(9);
        time.passSeconds(51);
        time.quota();
        assertThat(time.events(QuotaRecovered.class)).as("one call has left").isEmpty();
        time.passSeconds(10);
        time.quota();
        assertThat(time.events(QuotaRecovered.class)).extracting(QuotaRecovered::limitType).containsExactly("minute");
    }

    @Test
    void exhaustedReportedWindow_recoversAtItsReset() {
        Ledgers time = new Ledgers(api());
        time.answer(429, "x-ratelimit-limit", "10", "x-ratelimit-remaining", "0", "x-ratelimit-reset", "60");
        time.passSeconds(59);
        time.ledger.tick();
        assertThat(time.events(QuotaRecovered.class)).isEmpty();
        time.passSeconds(1);
        time.calls(1);
        assertThat(time.events(QuotaRecovered.class)).extracting(QuotaRecovered::limitType).containsExactly("default");
    }

    @Test
    void exhaustedReportedWindow_recoversWhenTheProviderReportsIt() {
        Ledgers time = new Ledgers(api());
        time.answer(429, "x-ratelimit-limit", "10", "x-ratelimit-remaining", "0", "x-ratelimit-reset", "60");
        time.answer(200, "x-ratelimit-limit", "10", "x-ratelimit-remaining", "9", "x-ratelimit-reset", "120");

        assertThat(time.events(QuotaRecovered.class)).hasSize(1);
    }

    @Test
    void exhaustedReportedWindow_doesNotRecoverWhenAnotherLimitIsReported() {
        Ledgers time = new Ledgers(api());
        time.answer(429, "x-ratelimit-limit", "10", "x-ratelimit-remaining", "0", "x-ratelimit-reset", "90");
        time.answer(200, "x-ratelimit-limit", "100", "x-ratelimit-remaining", "90", "x-ratelimit-reset", "90");
        time.passSeconds(89);
        time.ledger.tick();
        assertThat(time.events(QuotaRecovered.class)).isEmpty();
        time.passSeconds(1);
        time.ledger.tick();
        assertThat(time.events(QuotaRecovered.class)).as("at its reset").hasSize(1);
    }

    @Test
    void exhaustedQuotaOfZero_isReportedIfACallWasRejected() {
        Ledgers time = new Ledgers(api(), 80);
        time.answer(403, "x-ratelimit-limit", "0", "x-ratelimit-remaining", "0");

        assertThat(time.thresholds("default")).containsExactly(80);
        assertThat(time.window("default").percentUsed()).hasValue(100);
    }
}
