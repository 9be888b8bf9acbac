package app.quotawatch.tck.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.spi.fleet.ReportedWindow;

/** What must hold for every store of a fleet, with replicas that behave. Each test has a fleet of its own. */
public abstract class FleetStoreContract {

    private final String fleet = "fleet-" + UUID.randomUUID();
    private final List<FleetStore> opened = new ArrayList<>();

    /** Returns what opens the store. */
    protected abstract FleetStoreProvider provider();

    /** Returns the store's properties by their names after {@code quotawatch.fleet.}. */
    protected abstract Function<String, Optional<String>> properties();

    /** Removes everything from the store. */
    protected abstract void empty();

    /** Returns by how many seconds the minute may be longer than 61. */
    protected int minuteSlackSeconds() {
        return 0;
    }

    protected final FleetStore open(String environment, String replica) {
        FleetStore store = provider().open(
                new FleetSettings(fleet, environment, replica, Duration.ofSeconds(1), Duration.ofSeconds(5),
                        properties()));
        opened.add(store);
        return store;
    }

    protected final TestReplica replica(String name, String api) {
        return new TestReplica(open("production", name), api);
    }

    protected final TestReplica replica(String name) {
        return replica(name, "OpenAI");
    }

    protected final String fleet() {
        return fleet;
    }

    @AfterEach
    final void close() {
        opened.forEach(FleetStore::close);
    }

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
    void windows_ofOneReplica_areThoseOfAll() {
        TestReplica one = replica("a");
        one.tick();
        ReportedWindow requests = window("requests", 100, 50, 30_000);
        ReportedWindow partition = new ReportedWindow("requests", Optional.of("gpt 4}"), "requests", 100, 20, 80,
                60_000, 30_000,
                0);
        ReportedWindow otherLimit = window("requests", 200, 10, 30_000);
        ReportedWindow unknown = new ReportedWindow("", Optional.of(""), "unités", -1, -1, -1, -1, -1, 10);
        one.hears(requests).hears(partition).hears(otherLimit).hears(unknown).tick();

        List<FleetAnswer.Window> heard = replica("b").tickApi().windows().orElseThrow();

        assertThat(heard).extracting(window -> identity(window.reported())).containsExactlyInAnyOrder(
                identity(requests),
                identity(partition), identity(otherLimit), identity(unknown));
        ReportedWindow same = of(heard, requests).reported();
        assertThat(same.remaining()).isEqualTo(50);
        assertThat(same.used()).isEqualTo(50);
        assertThat(same.windowMillis()).isEqualTo(60_000);
        assertThat(same.resetInMillis()).isBetween(20_000L, 30_000L);
        assertThat(same.ageMillis()).isBetween(0L, 10_000L);
        ReportedWindow empty = of(heard, unknown).reported();
        assertThat(List.of(empty.remaining(), empty.used(), empty.windowMillis(), empty.resetInMillis()))
                .containsOnly(-1L);
        assertThat(of(heard, unknown).usedSince()).isEqualTo(-1);
    }

    private static List<Object> identity(ReportedWindow window) {
        return List.of(window.name(), window.partition(), window.unit(), window.limit());
    }

    private static FleetAnswer.Window of(List<FleetAnswer.Window> all, ReportedWindow wanted) {
        return all.stream().filter(window -> identity(window.reported()).equals(identity(wanted))).findFirst()
                .orElseThrow();
    }

    protected static ReportedWindow window(String name, long limit, long remaining, long resetInMillis) {
        return new ReportedWindow(name, Optional.empty(), "requests", limit, remaining, limit - remaining, 60_000,
                resetInMillis, 0);
    }

    @Test
    void windowOfOnePeriod_hasTheSmallerRemainder() {
        TestReplica one = replica("a");
        TestReplica other = replica("b");
        one.tick();
        other.tick();
        one.hears(window("requests", 100, 40, 30_000)).tick();
        other.hears(window("requests", 100, 43, 30_000)).tick();
        assertThat(one.tickApi().windows().orElseThrow()).extracting(window -> window.reported().remaining())
                .containsExactly(40L);

        other.hears(window("requests", 100, 99, 90_000)).tick();

        assertThat(one.tickApi().windows().orElseThrow()).extracting(window -> window.reported().remaining())
                .containsExactly(99L);
    }

    @Test
    void olderReport_ofAnEarlierPeriod_isIgnored() {
        TestReplica one = replica("a");
        TestReplica other = replica("b");
        one.tick();
        other.tick();
        one.hears(window("requests", 100, 40, 60_000)).tick();
        other.hears(new ReportedWindow("requests", Optional.empty(), "requests", 100, 3, 97, 60_000, 20_000, 40_000))
                .tick();

        assertThat(one.tickApi().windows().orElseThrow()).extracting(window -> window.reported().remaining())
                .containsExactly(40L);
    }

    @Test
    void window_isGoneAfterItsReset() {
        TestReplica replica = replica("a");
        replica.tick();
        replica.hears(window("requests", 100, 40, 300)).tick();

        await().atMost(Duration.ofSeconds(10)).until(() -> replica.tickApi().windows().orElseThrow().isEmpty());
    }

    @Test
    void windows_areAtMost32_thoseReportedLast() {
        TestReplica replica = replica("a");
        replica.tick();
        for (int i = 0; i < 40; i++) {
            replica.hears(new ReportedWindow("window-" + i, Optional.empty(), "requests", 100, 1, 99, -1, 600_000,
                    4_000 - 100 * i));
        }
        replica.tick();

        assertThat(replica.tickApi().windows().orElseThrow()).hasSize(32)
                .extracting(window -> window.reported().name()).contains("window-39", "window-8")
                .doesNotContain("window-7");
    }

    @Test
    void window_knowsWhatAllHaveUsedSince() {
        TestReplica one = replica("a");
        TestReplica other = replica("b");
        one.tick();
        other.tick();
        other.useBefore(usedBefore(), 1_000, 0).tick();
        one.use(2, 0).hears(window("requests", 5_000, 50, 30_000)).tick();
        long second = one.now();
        await().until(() -> one.now() > second + minuteSlackSeconds());
        other.use(7, 7).tick();

        FleetAnswer.Window window = one.tickApi().windows().orElseThrow().get(0);

        assertThat(window.reported().remaining()).isEqualTo(50);
        assertThat(window.usedSince()).isEqualTo(7);
    }

    private int usedBefore() {
        return 1 + minuteSlackSeconds();
    }

    @Test
    void replicaThatReportsItsHistoryAnew_addsNothingToAWindow() {
        TestReplica one = replica("a");
        TestReplica other = replica("b");
        one.tick();
        other.tick();
        other.useBefore(usedBefore(), 1_000, 0).tick();
        empty();
        one.hears(window("requests", 5_000, 50, 30_000)).tick();

        other.tick();

        assertThat(one.tickApi().windows().orElseThrow().get(0).usedSince()).isZero();
    }

    @Test
    void retryAfter_isTheLatestOfAnyReplica() {
        TestReplica one = replica("a");
        TestReplica other = replica("b");
        assertThat(one.tickApi().retryAfterMillis()).isEmpty();
        other.tick();
        one.waits(60_000).tick();
        other.waits(20_000).tick();

        OptionalLong wait = other.tickApi().retryAfterMillis();

        assertThat(wait).isPresent();
        assertThat(wait.getAsLong()).isBetween(40_000L, 60_000L);
    }

    @Test
    void claim_isGrantedToOneReplica() {
        TestReplica one = replica("a");
        TestReplica other = replica("b");
        one.tick();
        other.tick();
        FleetReport.Claim eighty = claim(80, Duration.ofMinutes(5));

        assertThat(one.claims(eighty).tick().granted()).containsExactly(eighty);
        assertThat(other.claims(eighty).claims(claim(95, Duration.ofMinutes(5))).tick().granted())
                .isEqualTo(Set.of(claim(95, Duration.ofMinutes(5))));
        assertThat(other.claims(new FleetReport.Claim("OpenAI", "requests", 80, 8, Duration.ofMinutes(5))).tick()
                .granted())
                .hasSize(1);
    }

    @Test
    void claim_isGrantedAgain_whenItNoLongerHolds() {
        TestReplica one = replica("a");
        TestReplica other = replica("b");
        one.claims(claim(80, Duration.ofMillis(300))).tick();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> other.claims(claim(80, Duration.ofMinutes(1))).tick().granted().size() == 1);
    }

    protected static FleetReport.Claim claim(int threshold, Duration holds) {
        return new FleetReport.Claim("OpenAI", "requests}{ per day", threshold, 7, holds);
    }

    @Test
    void closedStore_isClosedTwice() {
        FleetStore store = open("production", "a");
        new TestReplica(store, "OpenAI").tick();

        store.close();
        store.close();
    }
}
