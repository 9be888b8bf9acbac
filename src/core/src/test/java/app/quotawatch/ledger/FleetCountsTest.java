package app.quotawatch.ledger;

import static app.quotawatch.LimitWindow.DAY;
import static app.quotawatch.LimitWindow.HOUR;
import static app.quotawatch.LimitWindow.MINUTE;
import static app.quotawatch.LimitWindow.MONTH;
import static app.quotawatch.LimitWindow.SECOND;
import static app.quotawatch.quota.QuotaWindow.Source.CONFIGURED;
import static app.quotawatch.quota.QuotaWindow.Source.COUNTED_BY_FLEET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ApiConfig;
import app.quotawatch.quota.Fleet;
import app.quotawatch.testing.ManualTime;
import app.quotawatch.testing.MemoryFleetStore;

/** What replicas that share a store know of their configured limits. */
class FleetCountsTest {

    private static final Instant NOON = Instant.parse("2026-05-07T12:00:00Z");

    private final ManualTime time = new ManualTime(NOON);
    private Duration storeAhead = Duration.ZERO;
    private final MemoryFleetStore store = new MemoryFleetStore(() -> time.clock().instant().plus(storeAhead));

    private static ApiConfig.Builder api() {
        return ApiConfig.builder("a").baseUrl("https://a.example").requestsPer(SECOND, 900).requestsPer(MINUTE, 1000)
                .requestsPer(HOUR, 2000).requestsPer(DAY, 3000).requestsPer(MONTH, 4000).tokensPer(MINUTE, 10_000)
                .tokensPer(DAY, 30_000);
    }

    private FleetReplica replica() {
        return new FleetReplica(store, time, api());
    }

    private void pass(long seconds) {
        time.pass(Duration.ofSeconds(seconds));
    }

    private void exchange(FleetReplica... replicas) {
        for (FleetReplica replica : replicas) {
            assertThat(replica.exchange()).isTrue();
        }
    }

    @Test
    void callsOfAllReplicas_areCountedInEveryWindowButTheSecond() {
        FleetReplica one = replica();
        FleetReplica other = replica();
        one.calls(30);
        other.calls(12);
        other.tokens(500);
        exchange(one, other, one);

        for (FleetReplica each : new FleetReplica[]{one, other}) {
            for (String window : new String[]{"minute", "hourly", "daily", "monthly"}) {
                assertThat(each.used(window)).as(window).isEqualTo(43);
                assertThat(each.window(window).source()).as(window).isEqualTo(COUNTED_BY_FLEET);
            }
            assertThat(each.used("tokens-minute")).isEqualTo(500);
            assertThat(each.used("tokens")).isEqualTo(500);
        }
        assertThat(one.window("second").source()).isEqualTo(CONFIGURED);
        assertThat(one.used("second")).isEqualTo(30);
    }

    @Test
    void ownCalls_showAtOnce() {
        FleetReplica one = replica();
        FleetReplica other = replica();
        other.calls(5);
        exchange(other, one);
        one.calls(3);

        assertThat(one.used("daily")).isEqualTo(8);
        assertThat(one.used("minute")).isEqualTo(8);
        assertThat(other.used("daily")).isEqualTo(5);
    }

    @Test
    void beforeTheFirstAnswer_aReplicaKnowsItsOwnCallsOnly() {
        FleetReplica one = replica();
        store.fail(new IOException("refused"));
        one.calls(3);

        assertThat(one.exchange()).isFalse();
        assertThat(one.window("daily").source()).isEqualTo(CONFIGURED);
        assertThat(one.used("daily")).isEqualTo(3);
        assertThat(one.quota().fleet()).isEmpty();
    }

    @Test
    void fleet_isKnownFromTheFirstAnswer_andStaleThreeIntervalsAfterTheLast() {
        FleetReplica one = replica();
        FleetReplica other = replica();
        exchange(one, other, one);
        assertThat(one.quota().fleet()).contains(Fleet.of(2, NOON, false));

        pass(3);
        assertThat(one.quota().fleet()).contains(Fleet.of(2, NOON, false));
        pass(1);
        assertThat(one.quota().fleet()).contains(Fleet.of(2, NOON, true));
        exchange(one);
        assertThat(one.quota().fleet()).contains(Fleet.of(2, NOON.plusSeconds(4), false));
    }

    @Test
    void restartOfAllReplicas_keepsTheCounts() {
        FleetReplica one = replica();
        one.calls(30);
        exchange(one);
        pass(20);
        FleetReplica next = replica();
        next.calls(2);
        exchange(next);

        assertThat(next.used("daily")).isEqualTo(32);
        assertThat(next.used("monthly")).isEqualTo(32);
        assertThat(next.used("minute")).isEqualTo(32);
    }

    @Test
    void lostAnswers_countNothingTwice() {
        FleetReplica one = replica();
        FleetReplica other = replica();
        exchange(one, other);
        store.loseAnswers();
        for (int i = 0; i < 10; i++) {
            one.calls(3);
            assertThat(one.exchange()).isFalse();
            pass(1);
        }
        store.work();
        exchange(one, other);

        assertThat(one.used("daily")).isEqualTo(30);
        assertThat(other.used("daily")).isEqualTo(30);
        assertThat(other.used("minute")).isEqualTo(30);
    }

    @Test
    void whileTheStoreIsDown_ownCallsAreCountedAndThoseOfOthersStay() {
        FleetReplica one = replica();
        FleetReplica other = replica();
        other.calls(40);
        exchange(other, one);
        store.fail(new IOException("refused"));
        pass(120);
        one.calls(7);
        one.exchange();

        assertThat(one.used("daily")).isEqualTo(47);
        assertThat(one.used("minute")).isEqualTo(47);
        assertThat(one.window("minute").resetAt()).isEmpty();

        other.calls(1);
        store.work();
        exchange(other, one);
        assertThat(one.used("daily")).isEqualTo(48);
        assertThat(one.used("minute")).isEqualTo(8);
    }

    @Test
    void storeThatForgot_receivesAllAnew_andNoTotalFalls() {
        FleetReplica one = replica();
        FleetReplica other = replica();
        one.calls(40);
        other.calls(60);
        exchange(one, other, one);
        pass(600);
        store.forget();
        exchange(one);
        assertThat(one.used("daily")).isEqualTo(100);
        assertThat(one.used("monthly")).isEqualTo(100);
        exchange(other, one);

        assertThat(one.used("daily")).isEqualTo(100);
        assertThat(other.used("daily")).isEqualTo(100);
        assertThat(other.used("minute")).isZero();
        FleetReplica next = replica();
        exchange(next);
        assertThat(next.used("daily")).isEqualTo(100);
    }

    @Test
    void storeThatWentBackToYesterday_countsNothingOfYesterdayToday() {
        FleetReplica one = replica();
        one.calls(10);
        exchange(one);
        Runnable yesterday = store.snapshot();
        pass(3600);
        one.calls(20);
        exchange(one);
        pass(12 * 3600);
        one.calls(5);
        exchange(one);
        yesterday.run();
        exchange(one);

        FleetReplica next = replica();
        exchange(next);
        assertThat(next.used("daily")).isEqualTo(5);
        assertThat(next.used("monthly")).isEqualTo(35);
    }

    @Test
    void outageOverMidnight_countsToEachDayWhatIsItsOwn() {
        FleetReplica one = replica();
        exchange(one);
        store.fail(new IOException("refused"));
        for (int hour = 0; hour < 20; hour++) {
            one.calls(2);
            one.exchange();
            pass(3600);
        }
        store.work();
        exchange(one);
        FleetReplica next = replica();
        exchange(next);

        // 8 o'clock: the calls of 0 to 7 o'clock
        assertThat(one.used("daily")).isEqualTo(16);
        assertThat(next.used("daily")).isEqualTo(16);
        assertThat(next.used("monthly")).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, 3600, 86_400})
    void replicaWithAWrongClock_hasTheSameResults(int seconds) {
        time.pass(Duration.ofMinutes(11 * 60 + 30));
        FleetReplica right = replica();
        FleetReplica wrong = new FleetReplica(store, time, Duration.ofSeconds(seconds), api());
        right.calls(10);
        wrong.calls(20);
        exchange(right, wrong, right);
        for (int i = 0; i < 2; i++) {
            for (String window : new String[]{"minute", "hourly", "daily", "monthly"}) {
                assertThat(wrong.used(window)).as(window).isEqualTo(right.used(window));
            }
            assertThat(wrong.window("daily").resetAt()).isEqualTo(right.window("daily").resetAt());
            pass(3000);
            exchange(right, wrong, right);
        }
        assertThat(right.used("daily")).isZero();
        assertThat(wrong.used("monthly")).isEqualTo(30);
    }

    @Test
    void midnight_beginsADayAtOnce_withoutAnAnswer() {
        time.pass(Duration.ofSeconds(12 * 3600 - 10));
        FleetReplica one = replica();
        FleetReplica other = replica();
        other.calls(3);
        one.calls(4);
        exchange(other, one);
        assertThat(one.window("daily").resetAt()).contains(Instant.parse("2026-05-08T00:00:00Z"));
        pass(10);
        one.calls(1);

        assertThat(one.used("daily")).isEqualTo(1);
        assertThat(one.used("monthly")).isEqualTo(8);
        assertThat(one.used("minute")).isEqualTo(8);
        assertThat(one.window("daily").resetAt()).contains(Instant.parse("2026-05-09T00:00:00Z"));
        exchange(one, other);
        assertThat(other.used("daily")).isEqualTo(1);
    }

    @Test
    void month_beginsAtMidnightOfItsFirstDay() {
        FleetReplica one = replica();
        one.calls(4);
        exchange(one);
        time.pass(Duration.ofDays(20));
        one.calls(2);
        exchange(one);
        assertThat(one.used("monthly")).isEqualTo(6);
        assertThat(one.used("daily")).isEqualTo(2);
        assertThat(one.window("monthly").resetAt()).contains(Instant.parse("2026-06-01T00:00:00Z"));

        store.forget();
        exchange(one);
        FleetReplica next = replica();
        exchange(next);
        assertThat(next.used("monthly")).isEqualTo(6);
        assertThat(next.used("daily")).isEqualTo(2);
        time.pass(Duration.ofDays(5));
        exchange(next);
        assertThat(next.used("monthly")).isZero();
    }

    @Test
    void minute_letsCallsGo_andSaysWhen() {
        FleetReplica one = replica();
        FleetReplica other = replica();
        exchange(one, other);
        for (int i = 0; i < 60; i++) {
            pass(1);
            exchange(one, other);
        }
        other.calls(5);
        exchange(other, one);
        pass(20);
        one.calls(2);
        exchange(other, one);
        assertThat(one.used("minute")).isEqualTo(7);
        assertThat(Duration.between(one.now(), one.window("minute").resetAt().orElseThrow())).isBetween(
                Duration.ofSeconds(40), Duration.ofSeconds(42));
        pass(42);
        exchange(other, one);
        assertThat(one.used("minute")).isEqualTo(2);
        assertThat(other.used("minute")).isEqualTo(2);
    }

    @Test
    void exhaustion_isProjectedByTheRateOfAll() {
        FleetReplica one = replica();
        FleetReplica other = replica();
        for (int i = 0; i < 90; i++) {
            pass(1);
            other.calls(20);
            exchange(one, other, one);
        }

        assertThat(one.used("minute")).isBetween(1200L, 1240L);
        assertThat(one.window("minute").projectedExhaustion()).contains(one.now());
        // 20 per second of the 1,200 that remain of the day
        assertThat(one.used("daily")).isEqualTo(1800);
        assertThat(Duration.between(one.now(), one.window("daily").projectedExhaustion().orElseThrow())).isBetween(
                Duration.ofSeconds(55), Duration.ofSeconds(62));
    }

    @Test
    void clockOfTheStoreThatGoesBack_isFollowed() {
        FleetReplica one = replica();
        one.calls(3);
        exchange(one);
        storeAhead = Duration.ofHours(-2);
        pass(1);
        one.calls(4);
        exchange(one);
        assertThat(one.used("daily")).isEqualTo(7);
        assertThat(one.window("daily").resetAt()).contains(Instant.parse("2026-05-08T00:00:00Z"));

        // the store's day ends two hours later than ours
        pass(13 * 3600);
        one.calls(1);
        exchange(one);
        assertThat(one.used("daily")).isEqualTo(8);
        pass(3600);
        assertThat(one.used("daily")).isZero();
    }

    @Test
    void tenThousandFailures_makeNoReportLonger() {
        FleetReplica one = replica();
        FleetReplica other = replica();
        exchange(one, other);
        store.fail(new IOException("refused"));
        for (int i = 0; i < 10_000; i++) {
            one.calls(1);
            one.exchange();
            pass(7);
        }
        assertThat(one.lastReport.apis().get(0).marks()).hasSizeLessThan(300);
        store.work();
        exchange(one, other);

        // 70,000 seconds after noon it is 7:26 of the next day
        assertThat(one.used("monthly")).isEqualTo(10_000);
        assertThat(other.used("monthly")).isEqualTo(10_000);
        assertThat(other.used("daily")).isEqualTo(one.used("daily")).isBetween(3828L, 3830L);
    }

    @Test
    void apiThatIsNotShared_isCountedHereOnly() {
        FleetReplica one = new FleetReplica(store, time, api().fleet(false));
        one.calls(3);
        exchange(one);

        assertThat(one.lastReport.apis()).isEmpty();
        assertThat(one.window("daily").source()).isEqualTo(CONFIGURED);
        assertThat(one.quota().fleet()).isEmpty();
    }
}
