package app.quotawatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the periods of a fleet begin and end, whatever its clocks show. */
class FleetPeriodsTest {

    private final LimitedFleet fleet = new LimitedFleet();

    @Test
    void minute_letsCallsGo_andSaysWhen() {
        FleetReplica one = fleet.replica();
        FleetReplica other = fleet.replica();
        fleet.exchange(one, other);
        for (int i = 0; i < 60; i++) {
            fleet.pass(1);
            fleet.exchange(one, other);
        }
        other.calls(5);
        fleet.exchange(other, one);
        fleet.pass(20);
        one.calls(2);
        fleet.exchange(other, one);
        assertThat(one.used("minute")).isEqualTo(7);
        assertThat(Duration.between(one.now(), one.window("minute").resetAt().orElseThrow())).isBetween(
                Duration.ofSeconds(40), Duration.ofSeconds(42));
        fleet.pass(42);
        fleet.exchange(other, one);
        assertThat(one.used("minute")).isEqualTo(2);
        assertThat(other.used("minute")).isEqualTo(2);
    }

    @Test
    void midnight_beginsADayAtOnce_withoutAnAnswer() {
        fleet.pass(Duration.ofSeconds(12 * 3600 - 10));
        FleetReplica one = fleet.replica();
        FleetReplica other = fleet.replica();
        other.calls(3);
        one.calls(4);
        fleet.exchange(other, one);
        assertThat(one.window("daily").resetAt()).contains(Instant.parse("2026-05-08T00:00:00Z"));
        fleet.pass(10);
        one.calls(1);

        assertThat(one.used("daily")).isEqualTo(1);
        assertThat(one.used("monthly")).isEqualTo(8);
        assertThat(one.used("minute")).isEqualTo(8);
        assertThat(one.window("daily").resetAt()).contains(Instant.parse("2026-05-09T00:00:00Z"));
        fleet.exchange(one, other);
        assertThat(other.used("daily")).isEqualTo(1);
    }

    @Test
    void month_beginsAtMidnightOfItsFirstDay() {
        FleetReplica one = fleet.replica();
        one.calls(4);
        fleet.exchange(one);
        fleet.pass(Duration.ofDays(20));
        one.calls(2);
        fleet.exchange(one);
        assertThat(one.used("monthly")).isEqualTo(6);
        assertThat(one.used("daily")).isEqualTo(2);
        assertThat(one.window("monthly").resetAt()).contains(Instant.parse("2026-06-01T00:00:00Z"));

        fleet.store.forget();
        fleet.exchange(one);
        FleetReplica next = fleet.replica();
        fleet.exchange(next);
        assertThat(next.used("monthly")).isEqualTo(6);
        assertThat(next.used("daily")).isEqualTo(2);
        fleet.pass(Duration.ofDays(5));
        fleet.exchange(next);
        assertThat(next.used("monthly")).isZero();
    }

    @Test
    void outageOverMidnight_countsToEachDayWhatIsItsOwn() {
        FleetReplica one = fleet.replica();
        fleet.exchange(one);
        fleet.store.fail(new IOException("refused"));
        for (int hour = 0; hour < 20; hour++) {
            one.calls(2);
            one.exchange();
            fleet.pass(3600);
        }
        fleet.store.work();
        fleet.exchange(one);
        FleetReplica next = fleet.replica();
        fleet.exchange(next);

        // 8 o'clock: the calls of 0 to 7 o'clock
        assertThat(one.used("daily")).isEqualTo(16);
        assertThat(next.used("daily")).isEqualTo(16);
        assertThat(next.used("monthly")).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, 3600, 86_400})
    void replicaWithAWrongClock_hasTheSameResults(int seconds) {
        fleet.pass(Duration.ofMinutes(11 * 60 + 30));
        FleetReplica right = fleet.replica();
        FleetReplica wrong = fleet.replica(Duration.ofSeconds(seconds));
        right.calls(10);
        wrong.calls(20);
        fleet.exchange(right, wrong, right);
        for (int i = 0; i < 2; i++) {
            for (String window : new String[]{"minute", "hourly", "daily", "monthly"}) {
                assertThat(wrong.used(window)).as(window).isEqualTo(right.used(window));
            }
            assertThat(wrong.window("daily").resetAt()).isEqualTo(right.window("daily").resetAt());
            fleet.pass(3000);
            fleet.exchange(right, wrong, right);
        }
        assertThat(right.used("daily")).isZero();
        assertThat(wrong.used("monthly")).isEqualTo(30);
    }

    @Test
    void clockOfTheStoreThatGoesBack_isFollowed() {
        FleetReplica one = fleet.replica();
        one.calls(3);
        fleet.exchange(one);
        fleet.setStoreAhead(Duration.ofHours(-2));
        fleet.pass(1);
        one.calls(4);
        fleet.exchange(one);
        assertThat(one.used("daily")).isEqualTo(7);
        assertThat(one.window("daily").resetAt()).contains(Instant.parse("2026-05-08T00:00:00Z"));

        // the store's day ends two hours later than ours
        fleet.pass(13 * 3600);
        one.calls(1);
        fleet.exchange(one);
        assertThat(one.used("daily")).isEqualTo(8);
        fleet.pass(3600);
        assertThat(one.used("daily")).isZero();
    }
}
