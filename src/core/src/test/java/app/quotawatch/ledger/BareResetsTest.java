package app.quotawatch.ledger;

import static app.quotawatch.ledger.Ledgers.NOON;
import static app.quotawatch.ledger.Ledgers.api;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ApiCall;
import app.quotawatch.event.QuotaRecovered;

/** Resets that are a number whose unit nothing states: seconds at most providers, milliseconds at some. */
class BareResetsTest {

    private final Ledgers time = new Ledgers(api(), 80, 100);

    private void report(int remaining, long reset) {
        report(100, remaining, reset);
    }

    /* Each call was sent after the last response had arrived: only then can reports contradict each other. */
    private void report(int limit, int remaining, long reset) {
        Instant sent = time.instant();
        time.passSeconds(0.01);
        time.record(ApiCall.builder("a").method("GET").status(200).timestamp(sent).latency(Duration.ofMillis(9))
                .rateLimitHeaders(Map.of("x-ratelimit-limit", String.valueOf(limit), "x-ratelimit-remaining",
                        String.valueOf(remaining), "x-ratelimit-reset", String.valueOf(reset)))
                .build(), null);
    }

    @Test
    void minuteInMilliseconds_isNeverSeventeenHours() {
        long millis = 59_987;
        for (int i = 1; i <= 20; i++) {
            report(100 - i, millis);
            assertThat(time.window("default").resetAt()).isEmpty();
            assertThat(time.window("default").remaining()).hasValue(100 - i);
            time.passSeconds(0.99);
            millis -= 1003;
        }
        report(70, 801);
        assertThat(time.window("default").resetAt()).as("known to be milliseconds").isEmpty();
        report(99, 59_993);
        assertThat(time.window("default").resetAt()).isEmpty();
        assertThat(time.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.3, 1, 7})
    void millisecondsThatFall_areNotTakenForSeveralWindows(double pause) {
        double passed = 0;
        for (int i = 0; i < 200; i++) {
            report(100 - i % 50, 59_999 - (long) (passed * 1000) % 60_000);
            time.passSeconds(pause);
            passed += pause + 0.01;
        }

        assertThat(time.ledger.hasAdvice()).isFalse();
        assertThat(time.window("default").resetAt()).isEmpty();
    }

    @Test
    void resetWithinTheHour_isKnownAtOnce() {
        report(99, 3600);

        assertThat(time.window("default").resetAt()).contains(NOON.plusMillis(10).plusSeconds(3600));
    }

    @Test
    void laterReset_isKnownOnceASecondReportHasConfirmedIt() {
        report(99, 43_201);
        assertThat(time.window("default").resetAt()).isEmpty();
        time.passSeconds(1);
        report(98, 43_200);
        assertThat(time.window("default").resetAt()).as("too early to know").isEmpty();
        time.passSeconds(6);
        report(97, 43_194);

        assertThat(time.window("default").resetAt()).contains(time.instant().plusSeconds(43_194));
        report(99, 59_987);
        assertThat(time.window("default").resetAt()).as("seconds from now on").isPresent();
    }

    @Test
    void windowThatIsConfirmed_reportsItsThresholdsOnceADay() {
        for (int i = 0; i < 47; i++) {
            report(10, 86_399 - i * 1800);
            time.passSeconds(1799.99);
        }
        assertThat(time.thresholds("default")).containsExactly(80);
        assertThat(time.events(QuotaRecovered.class)).isEmpty();
    }

    @Test
    void distanceThatNeverChanges_isNotConfirmed() {
        for (int i = 0; i < 20; i++) {
            report(99 - i, 59_999);
            time.passSeconds(3);
        }

        assertThat(time.window("default").resetAt()).isEmpty();
    }

    @Test
    void resetOfAWindowThatIsAsLong_needsNoConfirmation() {
        time.answer(200, "x-ratelimit-limit-day", "100", "x-ratelimit-remaining-day", "99", "x-ratelimit-reset-day",
                "43200");

        assertThat(time.window("day").resetAt()).contains(NOON.plusSeconds(43_200));
    }

    @Test
    void twoWindowsInTurn_areStillAdvisedOf() {
        for (int i = 0; i < 20; i++) {
            report(90, i % 2 == 0 ? 50_001 : 20_002);
            time.passSeconds(0.5);
        }

        assertThat(time.ledger.hasAdvice()).isTrue();
    }
}
