package app.quotawatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

/** What replicas count while their store is down, and after it or they have lost what they counted. */
class FleetFailuresTest {

    private final LimitedFleet fleet = new LimitedFleet();

    @Test
    void restartOfAllReplicas_keepsTheCounts() {
        FleetReplica one = fleet.replica();
        one.calls(30);
        fleet.exchange(one);
        fleet.pass(20);
        FleetReplica next = fleet.replica();
        next.calls(2);
        fleet.exchange(next);

        assertThat(next.used("daily")).isEqualTo(32);
        assertThat(next.used("monthly")).isEqualTo(32);
        assertThat(next.used("minute")).isEqualTo(32);
    }

    @Test
    void lostAnswers_countNothingTwice() {
        FleetReplica one = fleet.replica();
        FleetReplica other = fleet.replica();
        fleet.exchange(one, other);
        fleet.store.loseAnswers();
        for (int i = 0; i < 10; i++) {
            one.calls(3);
            assertThat(one.exchange()).isFalse();
            fleet.pass(1);
        }
        fleet.store.work();
        fleet.exchange(one, other);

        assertThat(one.used("daily")).isEqualTo(30);
        assertThat(other.used("daily")).isEqualTo(30);
        assertThat(other.used("minute")).isEqualTo(30);
    }

    @Test
    void whileTheStoreIsDown_ownCallsAreCountedAndThoseOfOthersStay() {
        FleetReplica one = fleet.replica();
        FleetReplica other = fleet.replica();
        other.calls(40);
        fleet.exchange(other, one);
        fleet.store.fail(new IOException("refused"));
        fleet.pass(120);
        one.calls(7);
        one.exchange();

        assertThat(one.used("daily")).isEqualTo(47);
        assertThat(one.used("minute")).isEqualTo(47);
        assertThat(one.window("minute").resetAt()).isEmpty();

        other.calls(1);
        fleet.store.work();
        fleet.exchange(other, one);
        assertThat(one.used("daily")).isEqualTo(48);
        assertThat(one.used("minute")).isEqualTo(8);
    }

    @Test
    void storeThatForgot_receivesAllAnew_andNoTotalFalls() {
        FleetReplica one = fleet.replica();
        FleetReplica other = fleet.replica();
        one.calls(40);
        other.calls(60);
        fleet.exchange(one, other, one);
        fleet.pass(600);
        fleet.store.forget();
        fleet.exchange(one);
        assertThat(one.used("daily")).isEqualTo(100);
        assertThat(one.used("monthly")).isEqualTo(100);
        fleet.exchange(other, one);

        assertThat(one.used("daily")).isEqualTo(100);
        assertThat(other.used("daily")).isEqualTo(100);
        assertThat(other.used("minute")).isZero();
        FleetReplica next = fleet.replica();
        fleet.exchange(next);
        assertThat(next.used("daily")).isEqualTo(100);
    }

    @Test
    void storeThatWentBackToYesterday_countsNothingOfYesterdayToday() {
        FleetReplica one = fleet.replica();
        one.calls(10);
        fleet.exchange(one);
        Runnable yesterday = fleet.store.snapshot();
        fleet.pass(3600);
        one.calls(20);
        fleet.exchange(one);
        fleet.pass(12 * 3600);
        one.calls(5);
        fleet.exchange(one);
        yesterday.run();
        fleet.exchange(one);

        FleetReplica next = fleet.replica();
        fleet.exchange(next);
        assertThat(next.used("daily")).isEqualTo(5);
        assertThat(next.used("monthly")).isEqualTo(35);
    }

    @Test
    void tenThousandFailures_makeNoReportLonger() {
        FleetReplica one = fleet.replica();
        FleetReplica other = fleet.replica();
        fleet.exchange(one, other);
        fleet.store.fail(new IOException("refused"));
        for (int i = 0; i < 10_000; i++) {
            one.calls(1);
            one.exchange();
            fleet.pass(7);
        }
        assertThat(one.lastReport.apis().get(0).marks()).hasSizeLessThan(300);
        fleet.store.work();
        fleet.exchange(one, other);

        // 70,000 seconds after noon it is 7:26 of the next day
        assertThat(one.used("monthly")).isEqualTo(10_000);
        assertThat(other.used("monthly")).isEqualTo(10_000);
        assertThat(other.used("daily")).isEqualTo(one.used("daily")).isBetween(3828L, 3830L);
    }
}
