package app.quotawatch.ledger;

import static app.quotawatch.quota.QuotaWindow.Source.CONFIGURED;
import static app.quotawatch.quota.QuotaWindow.Source.COUNTED_BY_FLEET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import app.quotawatch.quota.Fleet;

/** What replicas that share a store know of their configured limits. */
class FleetCountsTest {

    private final LimitedFleet fleet = new LimitedFleet();

    @Test
    void callsOfAllReplicas_areCountedInEveryWindowButTheSecond() {
        FleetReplica one = fleet.replica();
        FleetReplica other = fleet.replica();
        one.calls(30);
        other.calls(12);
        other.tokens(500);
        fleet.exchange(one, other, one);

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
        FleetReplica one = fleet.replica();
        FleetReplica other = fleet.replica();
        other.calls(5);
        fleet.exchange(other, one);
        one.calls(3);

        assertThat(one.used("daily")).isEqualTo(8);
        assertThat(one.used("minute")).isEqualTo(8);
        assertThat(other.used("daily")).isEqualTo(5);
    }

    @Test
    void beforeTheFirstAnswer_aReplicaKnowsItsOwnCallsOnly() {
        FleetReplica one = fleet.replica();
        fleet.store.fail(new IOException("refused"));
        one.calls(3);

        assertThat(one.exchange()).isFalse();
        assertThat(one.window("daily").source()).isEqualTo(CONFIGURED);
        assertThat(one.used("daily")).isEqualTo(3);
        assertThat(one.quota().fleet()).isEmpty();
    }

    @Test
    void fleet_isKnownFromTheFirstAnswer_andStaleThreeIntervalsAfterTheLast() {
        FleetReplica one = fleet.replica();
        FleetReplica other = fleet.replica();
        fleet.exchange(one, other, one);
        assertThat(one.quota().fleet()).contains(Fleet.of(2, LimitedFleet.NOON, false));

        fleet.pass(3);
        assertThat(one.quota().fleet()).contains(Fleet.of(2, LimitedFleet.NOON, false));
        fleet.pass(1);
        assertThat(one.quota().fleet()).contains(Fleet.of(2, LimitedFleet.NOON, true));
        fleet.exchange(one);
        assertThat(one.quota().fleet()).contains(Fleet.of(2, LimitedFleet.NOON.plusSeconds(4), false));
    }

    @Test
    void exhaustion_isProjectedByTheRateOfAll() {
        FleetReplica one = fleet.replica();
        FleetReplica other = fleet.replica();
        for (int i = 0; i < 90; i++) {
            fleet.pass(1);
            other.calls(20);
            fleet.exchange(one, other, one);
        }

        assertThat(one.used("minute")).isBetween(1200L, 1240L);
        assertThat(one.window("minute").projectedExhaustion()).contains(one.now());
        // 20 per second of the 1,200 that remain of the day
        assertThat(one.used("daily")).isEqualTo(1800);
        assertThat(Duration.between(one.now(), one.window("daily").projectedExhaustion().orElseThrow())).isBetween(
                Duration.ofSeconds(55), Duration.ofSeconds(62));
    }

    @Test
    void apiThatIsNotShared_isCountedHereOnly() {
        FleetReplica one = fleet.replica(LimitedFleet.api().fleet(false));
        one.calls(3);
        fleet.exchange(one);

        assertThat(one.lastReport.apis()).isEmpty();
        assertThat(one.window("daily").source()).isEqualTo(CONFIGURED);
        assertThat(one.quota().fleet()).isEmpty();
    }
}
