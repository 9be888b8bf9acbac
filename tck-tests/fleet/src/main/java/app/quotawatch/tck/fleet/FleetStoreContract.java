package app.quotawatch.tck.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.Period;

/** What must hold for every store of a fleet, with replicas that behave. */
public abstract class FleetStoreContract extends FleetWindowsContract {

    @Test
    void firstReport_ofUnknownTime_isLateAndLearnsTheTime() {
        FleetAnswer answer = replica("a").exchange();

        assertThat(answer.apis().get(0).status()).isEqualTo(FleetAnswer.Status.LATE);
        assertThat(answer.apis().get(0).sums()).isEmpty();
        assertThat(Duration.between(answer.storeTime(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void replica_knowsWhatAllHaveUsed() {
        TestReplica one = replica("a");
        TestReplica other = replica("b");
        one.tick();
        other.tick();

        one.use(3, 100).tick();
        FleetAnswer.Api answer = other.use(4, 20).tickApi();

        assertThat(answer.acked()).isEqualTo(new Amounts(4, 20));
        assertThat(answer.sums()).containsOnlyKeys(Period.values()).allSatisfy(
                (period, sum) -> assertThat(sum).isEqualTo(new Amounts(7, 120)));
    }

    @Test
    void sums_areThoseThatWereAskedFor() {
        TestReplica replica = replica("a").periods(EnumSet.of(Period.MINUTE, Period.DAY));

        assertThat(replica.tickApi().sums()).containsOnlyKeys(Period.MINUTE, Period.DAY);
    }

    @Test
    void lostAnswer_countsNothingTwice() {
        TestReplica replica = replica("a");
        replica.tick();
        replica.use(5, 50).exchange();
        replica.use(1, 1).exchange();

        assertThat(replica.use(1, 1).tick(Period.DAY)).isEqualTo(new Amounts(7, 52));
    }

    @Test
    void report_ofAnotherTime_countsNothing() throws Exception {
        TestReplica replica = replica("a");
        replica.tick();
        FleetReport now = replica.use(5, 50).report();
        FleetStore store = open("production", "a");
        for (long off : new long[]{-7, 7}) {
            FleetAnswer late = store.exchange(
                    new FleetReport(now.storeSecond() + off, now.interval(), false, now.apis(), List.of()));

            assertThat(late.apis().get(0).status()).isEqualTo(FleetAnswer.Status.LATE);
        }

        assertThat(replica("b").tick(Period.DAY)).isEqualTo(Amounts.NONE);
        assertThat(replica.tick(Period.DAY)).isEqualTo(new Amounts(5, 50));
    }

    @Test
    void emptiedStore_learnsEverythingAgain() {
        TestReplica one = replica("a");
        TestReplica other = replica("b");
        one.tick();
        other.tick();
        one.useBefore(2, 3, 30).use(1, 10).tick();
        other.use(2, 20).tick();

        empty();

        assertThat(one.exchange().apis().get(0).status()).isEqualTo(FleetAnswer.Status.RESYNC);
        one.tick();
        other.tick();
        assertThat(one.tickApi().sums()).allSatisfy((period, sum) -> assertThat(sum).isEqualTo(new Amounts(6, 60)));
    }

    @Test
    void whatWasUsedEarlier_countsWhereItBelongs() {
        TestReplica replica = replica("a");
        replica.tick();
        long now = replica.now();
        long sinceMidnight = now - TestReplica.midnight(now);
        long sinceMonth = now - TestReplica.monthBegin(now);
        // also in the hour after midnight, the earlier is used earlier
        long beforeToday = Math.max(sinceMidnight + 50, 5_000);
        replica.useBefore(Math.max(sinceMonth + 100, 6_000), 1, 1);
        replica.useBefore(beforeToday, 10, 10);
        replica.useBefore(3_800, 100, 100);
        replica.useBefore(300, 1_000, 1_000);
        replica.use(10_000, 10_000);

        FleetAnswer.Api answer = replica.tickApi();

        assertThat(answer.sums().get(Period.MINUTE).requests()).isEqualTo(10_000);
        assertThat(answer.sums().get(Period.HOUR).requests()).isEqualTo(11_000);
        assertThat(answer.sums().get(Period.DAY).requests()).isEqualTo(10_000 + (sinceMidnight >= 300 ? 1_000 : 0)
                + (sinceMidnight >= 3_800 ? 100 : 0));
        assertThat(answer.sums().get(Period.MONTH).requests()).isBetween(10_000L, 11_110L)
                .isEqualTo(10_000 + (sinceMonth >= 300 ? 1_000 : 0) + (sinceMonth >= 3_800 ? 100 : 0)
                        + (sinceMonth >= beforeToday ? 10 : 0));
    }

    @Test
    void minute_endsAfterAMinute() {
        TestReplica replica = replica("a");
        replica.tick();
        replica.useBefore(62 + minuteSlackSeconds(), 1, 0).useBefore(58, 10, 0).use(100, 0);

        assertThat(replica.tick(Period.MINUTE).requests()).isEqualTo(110);
    }

    @Test
    void largeAmounts_areExact() {
        long large = 1_000_000_000_000_001L;
        TestReplica replica = replica("a");
        replica.tick();
        replica.use(1, large).tick();

        assertThat(replica.use(1, 2).tickApi().sums())
                .allSatisfy((period, sum) -> assertThat(sum).isEqualTo(new Amounts(2, large + 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a}b", "{", "{a}", "a/b", "100%", "%7B", "a:w", "Bücher 📚", "a'b\"c\\",
            "line\nbreak", "*"})
    void anyName_isAnApiOfItsOwn(String name) {
        TestReplica one = replica("a", name);
        TestReplica neighbour = replica("a", name + "}");
        one.tick();
        neighbour.tick();
        neighbour.use(1, 1).tick();
        one.use(2, 2).tick();

        assertThat(replica("b", name).tick(Period.DAY)).isEqualTo(new Amounts(2, 2));
    }

    @Test
    void longNames_areApisOfTheirOwn() {
        String name = "ü".repeat(1_000);
        TestReplica one = replica("a", name + "1");
        one.tick();
        one.use(2, 2).tick();

        assertThat(replica("b", name + "1").tick(Period.DAY)).isEqualTo(new Amounts(2, 2));
        assertThat(replica("b", name + "2").tick(Period.DAY)).isEqualTo(Amounts.NONE);
    }

    @Test
    void environments_shareNothing() {
        TestReplica production = new TestReplica(open("production", "a"), "OpenAI");
        production.tick();
        FleetReport.Claim claim = claim(80, Duration.ofMinutes(1));
        production.use(1, 1).hears(window("requests", 100, 50, 30_000)).waits(9_000).claims(claim).tick();

        FleetAnswer staging = new TestReplica(open("staging/{production}", "b"), "OpenAI").claims(claim).tick();

        assertThat(staging.replicas()).isEqualTo(1);
        assertThat(staging.granted()).containsExactly(claim);
        assertThat(staging.apis().get(0).sums().get(Period.DAY)).isEqualTo(Amounts.NONE);
        assertThat(staging.apis().get(0).windows()).hasValue(List.of());
        assertThat(staging.apis().get(0).retryAfterMillis()).isEmpty();
    }

    @Test
    void reportWithoutApis_learnsTheReplicas() throws Exception {
        FleetAnswer answer = open("production", "a")
                .exchange(new FleetReport(0, Duration.ofSeconds(1), false, List.of(), List.of()));

        assertThat(answer.replicas()).isEqualTo(1);
        assertThat(answer.apis()).isEmpty();
    }

    @Test
    void replicas_areThoseThatHaveNotLeft() {
        TestReplica one = replica("a");
        TestReplica other = replica("b");
        one.tick();
        assertThat(other.tick().replicas()).isEqualTo(2);
        assertThat(one.tick().replicas()).isEqualTo(2);

        one.use(3, 3).leaves().tick();

        FleetAnswer answer = other.tick();
        assertThat(answer.replicas()).isEqualTo(1);
        assertThat(answer.apis().get(0).sums().get(Period.DAY)).isEqualTo(new Amounts(3, 3));
    }

    @Test
    void replica_thatNoLongerReports_isNotCountedAnyMore() {
        replica("a").interval(Duration.ofMillis(100)).tick();
        TestReplica other = replica("b").interval(Duration.ofMillis(100));

        await().atMost(Duration.ofSeconds(10)).until(() -> other.tick().replicas() == 1);
    }

    @Test
    void restartedReplica_knowsWhatItHasUsedBefore() {
        TestReplica before = replica("a");
        before.tick();
        before.use(7, 70).leaves().tick();

        TestReplica after = replica("a2");
        assertThat(after.tick(Period.MONTH)).isEqualTo(new Amounts(7, 70));
        assertThat(after.use(1, 1).tick(Period.DAY)).isEqualTo(new Amounts(8, 71));
    }

    @Test
    void closedStore_isClosedTwice() {
        FleetStore store = open("production", "a");
        new TestReplica(store, "OpenAI").tick();

        store.close();
        store.close();
    }
}
