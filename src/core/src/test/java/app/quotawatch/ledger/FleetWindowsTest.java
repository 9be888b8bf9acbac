package app.quotawatch.ledger;

import static app.quotawatch.quota.QuotaWindow.Source.REPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.testing.ManualTime;
import app.quotawatch.testing.MemoryFleetStore;

/** What replicas that share a store know of the windows that the provider reports to one of them. */
class FleetWindowsTest {

    private static final Instant NOON = Instant.parse("2026-05-07T12:00:00Z");

    private final ManualTime time = new ManualTime(NOON);
    private final MemoryFleetStore store = new MemoryFleetStore(() -> time.clock().instant());
    private final FleetReplica one = replica(Duration.ZERO);
    private final FleetReplica other = replica(Duration.ofHours(1));

    private FleetReplica replica(Duration clockError) {
        return new FleetReplica(store, time, clockError, ApiConfig.builder("a").baseUrl("https://a.example"));
    }

    private static String[] remaining(int remaining, int resetSeconds) {
        return new String[]{"x-ratelimit-limit-requests", "100", "x-ratelimit-remaining-requests", "" + remaining,
                "x-ratelimit-reset-requests", resetSeconds + "s"};
    }

    private void exchange(FleetReplica... replicas) {
        for (FleetReplica replica : replicas) {
            assertThat(replica.exchange()).isTrue();
        }
    }

    @Test
    void windowOfOneReplica_isKnownToAll_byTheirOwnClocks() {
        one.answer(200, remaining(40, 50));
        exchange(one);
        time.pass(Duration.ofSeconds(1));
        exchange(other);

        QuotaWindow window = other.window("requests");
        assertThat(window.source()).isEqualTo(REPORTED);
        assertThat(window.limit()).hasValue(100);
        assertThat(window.remaining()).hasValue(40);
        assertThat(window.reportedAt()).contains(NOON.plus(Duration.ofHours(1)));
        assertThat(window.resetAt()).contains(NOON.plus(Duration.ofHours(1)).plusSeconds(50));
    }

    @Test
    void ofOnePeriod_theSmallerRemainderCounts() {
        one.answer(200, remaining(40, 50));
        other.answer(200, remaining(38, 50));
        exchange(one, other, one);
        assertThat(one.remaining("requests")).isEqualTo(38);
        assertThat(other.remaining("requests")).isEqualTo(38);

        one.answer(200, remaining(37, 50));
        exchange(one, other);
        assertThat(other.remaining("requests")).isEqualTo(37);
    }

    @Test
    void nextPeriod_isTheLaterReport() {
        one.answer(200, remaining(1, 10));
        exchange(one, other);
        time.pass(Duration.ofSeconds(11));
        one.answer(200, remaining(99, 60));
        exchange(one, other);

        assertThat(other.remaining("requests")).isEqualTo(99);
        assertThat(other.window("requests").resetAt()).contains(other.now().plusSeconds(3660));
    }

    @Test
    void windowThatHasEnded_isNotKeptAliveByTheStore() {
        one.answer(200, remaining(1, 10));
        exchange(one, other);
        time.pass(Duration.ofSeconds(11));
        exchange(one, other);

        assertThat(one.quota().windows()).isEmpty();
        assertThat(other.quota().windows()).isEmpty();
    }

    @Test
    void partitionsAndLimits_areWindowsOfTheirOwn() {
        one.answerOf("gpt-5", remaining(40, 50));
        one.answerOf("gpt-5-mini", remaining(90, 50));
        one.answerOf("gpt-5", "x-ratelimit-limit-requests", "7", "x-ratelimit-remaining-requests", "3");
        exchange(one, other);

        assertThat(other.quota().windows()).extracting(window -> window.partition().orElse("") + " "
                + window.limit().orElse(-1) + ": " + window.remaining().orElse(-1))
                .containsExactlyInAnyOrder("gpt-5 100: 40", "gpt-5-mini 100: 90", "gpt-5 7: 3");
    }

    @Test
    void callsWithoutReports_areCountedOnByAll() {
        one.answer(200, remaining(40, 50));
        exchange(one, other);
        for (int i = 0; i < 4; i++) {
            time.pass(Duration.ofSeconds(1));
            one.calls(2);
            other.calls(1);
            exchange(one, other, one);
        }

        assertThat(one.remaining("requests")).isEqualTo(28);
        assertThat(other.remaining("requests")).isEqualTo(28);
    }

    @Test
    void retryAfter_isTheLatestOfAnyReplica() {
        one.answer(429, "retry-after", "20");
        exchange(one, other);
        assertThat(other.quota().retryAfter()).contains(NOON.plus(Duration.ofHours(1)).plusSeconds(20));

        time.pass(Duration.ofSeconds(5));
        other.answer(429, "retry-after", "40");
        exchange(other, one);
        assertThat(one.quota().retryAfter()).contains(NOON.plusSeconds(45));
        time.pass(Duration.ofSeconds(41));
        exchange(other, one);
        assertThat(one.quota().retryAfter()).isEmpty();
    }

    @Test
    void newReplica_knowsTheWindowsWithItsFirstExchange() {
        one.answer(200, remaining(40, 50));
        exchange(one);
        FleetReplica next = replica(Duration.ZERO);
        exchange(next);

        assertThat(next.remaining("requests")).isEqualTo(40);
    }
}
