package app.quotawatch.fleet.redis.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.fleet.redis.TestConnections;
import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.spi.fleet.ReportedWindow;
import app.quotawatch.tck.fleet.RedisServer;

/** The scripts in a real Redis, over days, with its clock set. */
class ScriptsTest {

    private static final long START = 1_790_000_000L;
    private static final String KEY = "qw:1:{f/production/OpenAI}";

    private static RedisServer redis;
    private static RedisCommands connection;

    private long now = START;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        connection = TestConnections.to(redis.url());
    }

    @AfterAll
    static void stop() {
        connection.close();
        redis.close();
    }

    @BeforeEach
    void flush() {
        redis.cli("FLUSHALL");
    }

    private FleetAnswer.Api exchange(String replica, long sent, FleetReport.Api api) throws IOException {
        redis.cli("SET", "clock", Long.toString(now));
        RedisFleetStore store = new RedisFleetStore(
                new FleetSettings("f", "production", replica, Duration.ofSeconds(1), Duration.ofSeconds(5),
                        name -> Optional.empty()),
                connection, script -> script.replace("redis.call('TIME')", "{redis.call('GET', 'clock'), '0'}"));
        return store.exchange(new FleetReport(sent, Duration.ofSeconds(1), false, List.of(api), List.of())).apis()
                .get(0);
    }

    private FleetAnswer.Api uses(String replica, long total, ReportedWindow... windows) throws IOException {
        return exchange(replica, now, api(Set.of(Period.values()), total, windows));
    }

    private static FleetReport.Api api(Set<Period> periods, long total, ReportedWindow... windows) {
        List<FleetReport.Mark> marks = new ArrayList<>(List.of(new FleetReport.Mark(100 * 86_400, Amounts.NONE)));
        marks.add(new FleetReport.Mark(0, new Amounts(total, total)));
        return new FleetReport.Api("OpenAI", periods, Amounts.NONE, true, Amounts.NONE, marks, List.of(windows),
                OptionalLong.empty(),
                true);
    }

    private static ReportedWindow window(long remaining, long resetInMillis) {
        return new ReportedWindow("requests", Optional.empty(), "requests", 100, remaining, -1, -1, resetInMillis, 0);
    }

    private static long sum(FleetAnswer.Api answer, Period period) {
        return answer.sums().get(period).requests();
    }

    @Test
    void sums_endWithTheirPeriods() throws IOException {
        uses("a", 10);
        now += 61;
        FleetAnswer.Api minuteLater = uses("a", 11);
        assertThat(sum(minuteLater, Period.MINUTE)).isEqualTo(1);
        assertThat(sum(minuteLater, Period.HOUR)).isEqualTo(11);
        now += 3_660;
        FleetAnswer.Api hourLater = uses("a", 13);
        assertThat(sum(hourLater, Period.HOUR)).isEqualTo(2);
        assertThat(sum(hourLater, Period.DAY)).isEqualTo(13);
        now += 86_400;
        FleetAnswer.Api dayLater = uses("a", 17);
        assertThat(sum(dayLater, Period.DAY)).isEqualTo(4);
        assertThat(sum(dayLater, Period.MONTH)).isEqualTo(17);
        now += 31 * 86_400;
        assertThat(sum(uses("a", 25), Period.MONTH)).isEqualTo(8);
    }

    @Test
    void clockThatGoesBackALittle_losesAndLeaksNothing() throws IOException {
        uses("a", 10);
        now -= 30;
        assertThat(sum(uses("a", 11), Period.MINUTE)).isEqualTo(11);
        now += 20;
        assertThat(sum(uses("a", 12), Period.MINUTE)).isEqualTo(12);
        now += 200;

        FleetAnswer.Api later = uses("a", 13);

        assertThat(sum(later, Period.MINUTE)).isEqualTo(1);
        assertThat(sum(later, Period.HOUR)).isEqualTo(13);
        assertThat(sum(later, Period.DAY)).isEqualTo(13);
    }

    @Test
    void clockThatGoesBackByHours_startsTheMinuteAnew() throws IOException {
        uses("a", 10);
        now -= 3 * 3_600;
        FleetAnswer.Api back = uses("a", 11);
        assertThat(sum(back, Period.MINUTE)).isEqualTo(1);
        assertThat(sum(back, Period.HOUR)).isEqualTo(1);
        now += 90;
        assertThat(sum(uses("a", 13), Period.MINUTE)).isEqualTo(2);
        now += 3 * 3_600;

        assertThat(sum(uses("a", 17), Period.HOUR)).isEqualTo(4);
    }

    @Test
    void fieldsOfThePast_areRemoved() throws IOException {
        uses("gone", 1);
        for (int hours = 0; hours < 40 * 24; hours += 6) {
            now += 6 * 3_600;
            uses("a", hours + 1);
        }

        List<String> fields = redis.cli("HKEYS", KEY).lines().toList();

        assertThat(fields).contains("h", "ra").doesNotContain("rgone").hasSizeLessThan(12);
    }

    @Test
    void keys_expire() throws IOException {
        exchange("a", now, api(Set.of(Period.MINUTE, Period.DAY), 1, window(50, 30_000)));
        assertThat(Long.parseLong(redis.cli("TTL", KEY))).isBetween(48 * 3_600L, 49 * 3_600L);
        assertThat(Long.parseLong(redis.cli("TTL", KEY + ":w"))).isBetween(80_000L, 90_000L);
        assertThat(Long.parseLong(redis.cli("TTL", "qw:1:{f/production}:live"))).isPositive();
        assertThat(Long.parseLong(redis.cli("TTL", "qw:{f/production}:model"))).isBetween(200L, 300L);
        now++;
        uses("a", 2);
        assertThat(Long.parseLong(redis.cli("TTL", KEY))).isBetween(33 * 86_400L, 34 * 86_400L);
        // one without a limit per month does not shorten it
        now++;
        exchange("b", now, api(Set.of(Period.DAY), 1));
        assertThat(Long.parseLong(redis.cli("TTL", KEY))).isBetween(33 * 86_400L, 34 * 86_400L);
        assertThat(redis.cli("KEYS", "*").lines()).hasSize(5);
    }

    @Test
    void windowToldLate_countsFromWhenItWasSent() throws IOException {
        long sent = now;
        now += 4;
        exchange("a", sent, api(Set.of(Period.DAY), 1, window(50, 30_000)));

        ReportedWindow window = uses("b", 0).windows().orElseThrow().get(0).reported();

        assertThat(window.resetInMillis()).isEqualTo(26_000);
        assertThat(window.ageMillis()).isEqualTo(4_000);
    }

    @Test
    void callsSinceAWindowWasTold_areKnownForAnHour() throws IOException {
        uses("b", 1_000);
        uses("a", 1, window(50, 7_200_000));
        now += 30;
        uses("b", 1_007);
        assertThat(usedSince()).isEqualTo(7);
        now += 600;
        uses("b", 1_010);
        assertThat(usedSince()).isEqualTo(10);
        now += 3_600;

        assertThat(usedSince()).isEqualTo(-1);
    }

    private long usedSince() throws IOException {
        return uses("a", 1).windows().orElseThrow().get(0).usedSince();
    }
}
