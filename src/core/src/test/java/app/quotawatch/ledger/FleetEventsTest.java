package app.quotawatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.LimitWindow;
import app.quotawatch.event.QuotaRecovered;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.testing.ManualTime;
import app.quotawatch.testing.MemoryFleetStore;

/** Every replica reports an event, and one of them is the first. */
class FleetEventsTest {

    private final ManualTime time = new ManualTime(Instant.parse("2026-05-07T23:59:00Z"));
    private final MemoryFleetStore store = new MemoryFleetStore(() -> time.clock().instant());

    private FleetReplica replica(LimitWindow window) {
        return new FleetReplica(store, time,
                ApiConfig.builder("a").baseUrl("https://a.example").requestsPer(window, 100));
    }

    private static void exchange(FleetReplica... replicas) {
        for (FleetReplica replica : replicas) {
            replica.exchange();
        }
    }

    private static List<Boolean> first(FleetReplica replica) {
        return replica.events(QuotaThresholdReached.class).stream().map(QuotaThresholdReached::firstInFleet).toList();
    }

    @Test
    void thresholdThatReplicasPassTogether_isReportedByAll_andByOneAsTheFirst() {
        FleetReplica one = replica(LimitWindow.DAY);
        FleetReplica other = replica(LimitWindow.DAY);
        one.calls(45);
        other.calls(40);
        exchange(one, other, one);
        assertThat(one.events).isEmpty();
        assertThat(other.events).isEmpty();
        exchange(one, other);

        assertThat(Stream.of(one, other).flatMap(each -> each.events(QuotaThresholdReached.class).stream()))
                .hasSize(2)
                .allMatch(event -> event.thresholdPct() == 80 && event.currentCount() == 85)
                .extracting(QuotaThresholdReached::firstInFleet).containsExactlyInAnyOrder(true, false);
        exchange(one, other);
        assertThat(one.events).hasSize(1);
    }

    @Test
    void storeThatIsDown_makesEveryReplicaTheFirst_afterTheTimeout() {
        FleetReplica one = replica(LimitWindow.DAY);
        FleetReplica other = replica(LimitWindow.DAY);
        exchange(one, other);
        store.fail(new IOException("refused"));
        one.calls(80);
        other.calls(80);
        one.ledger.tick();
        assertThat(one.events).isEmpty();

        time.pass(Duration.ofMillis(500));
        one.ledger.tick();
        other.exchange();
        assertThat(first(one)).containsExactly(true);
        assertThat(first(other)).containsExactly(true);
    }

    @Test
    void replicaThatWasStartedLater_isNotTheFirst() {
        FleetReplica one = replica(LimitWindow.DAY);
        exchange(one);
        one.calls(85);
        exchange(one);
        FleetReplica next = replica(LimitWindow.DAY);
        exchange(next);
        exchange(next);

        assertThat(first(one)).containsExactly(true);
        assertThat(first(next)).containsExactly(false);
    }

    @Test
    void nextDay_hasItsOwnFirst() {
        FleetReplica one = replica(LimitWindow.DAY);
        FleetReplica other = replica(LimitWindow.DAY);
        exchange(one, other);
        for (int day = 0; day < 2; day++) {
            one.calls(100);
            exchange(one, other, one, other);
            time.pass(Duration.ofDays(1));
        }
        one.ledger.tick();
        other.ledger.tick();
        exchange(one, other);

        assertThat(first(one)).hasSize(4);
        assertThat(first(other)).hasSize(4);
        assertThat(Stream.of(one, other).flatMap(each -> first(each).stream()).filter(first -> first)).hasSize(4);
        assertThat(Stream.of(one, other).flatMap(each -> each.events(QuotaRecovered.class).stream()))
                .hasSize(4).filteredOn(QuotaRecovered::firstInFleet).hasSize(2);
    }

    @Test
    void slidingWindow_hasAFirstAgainWhenItsLengthHasPassed() {
        FleetReplica one = replica(LimitWindow.MINUTE);
        FleetReplica other = replica(LimitWindow.MINUTE);
        exchange(one, other);
        for (int second = 0; second < 90; second++) {
            one.calls(second % 2);
            other.calls(1);
            exchange(one, other);
            time.pass(Duration.ofSeconds(1));
        }
        one.ledger.close();
        other.ledger.close();

        // 80 of a minute are passed in the 54th second, and again a minute later
        assertThat(Stream.of(one, other).flatMap(each -> first(each).stream()).filter(first -> first)).hasSize(1);
        assertThat(first(one)).hasSize(1);
    }

    @Test
    void eventsThatWaitAtTheEnd_areReportedAsFirst() {
        FleetReplica one = replica(LimitWindow.DAY);
        exchange(one);
        one.calls(85);
        one.ledger.close();

        assertThat(first(one)).containsExactly(true);
    }
}
