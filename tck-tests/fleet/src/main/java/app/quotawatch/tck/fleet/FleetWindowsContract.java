package app.quotawatch.tck.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;

import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.ReportedWindow;

/** What must hold of the providers' windows, and of claims, in every store of a fleet. */
abstract class FleetWindowsContract extends FleetStoreFixture {

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
}
