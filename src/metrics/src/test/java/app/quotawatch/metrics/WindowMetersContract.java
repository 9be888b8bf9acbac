package app.quotawatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;

/** What every backend shows of windows. */
abstract class WindowMetersContract extends CallMetersContract {

    private static final int MANY = 40;
    private static final Map<String, String> DAILY = Map.of("api", "limited", "window", "daily", "unit",
            "requests", "source", "configured", "partition", "none");

    @Test
    void configuredWindow_isShownBeforeTheFirstCall() {
        assertThat(only(LIMIT, DAILY).value()).isEqualTo(10);
        assertThat(only(USED, DAILY).value()).isZero();
        assertThat(only(REMAINING, DAILY).value()).isEqualTo(10);

        watched.call("limited", 200, 1);

        assertThat(only(LIMIT, DAILY).value()).isEqualTo(10);
        assertThat(only(USED, DAILY).value()).isEqualTo(1);
        assertThat(only(REMAINING, DAILY).value()).isEqualTo(9);
    }

    @Test
    void reportedWindow_isShownFromItsFirstReport() {
        assertThat(reported(LIMIT)).isEmpty();

        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "59");

        assertThat(reported(LIMIT)).singleElement().satisfies(limit -> assertThat(limit.value()).isEqualTo(60));
        assertThat(reported(USED)).singleElement().satisfies(used -> assertThat(used.value()).isEqualTo(1));
        assertThat(reported(REMAINING)).singleElement()
                .satisfies(remaining -> assertThat(remaining.value()).isEqualTo(59));
    }

    @Test
    void secondReportedWindow_isShown() {
        watched.call("reporting", 200, 1, "x-ratelimit-limit-requests", "60", "x-ratelimit-remaining-requests", "59");
        watched.call("reporting", 200, 1, "x-ratelimit-limit-tokens", "900", "x-ratelimit-remaining-tokens", "800");

        assertThat(reported(LIMIT)).extracting(Shown::value).containsExactlyInAnyOrder(60.0, 900.0);
    }

    @Test
    void unknownValue_isNotShown() {
        watched.call("reporting", 200, 1, "x-ratelimit-remaining", "59");

        assertThat(reported(REMAINING)).hasSize(1);
        assertThat(reported(LIMIT)).isEmpty();
        assertThat(reported(USED)).isEmpty();
    }

    @Test
    void limitThatIsNotReportedAgain_isStillShown() {
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "59");
        assertThat(reported(LIMIT)).hasSize(1);

        watched.call("reporting", 200, 1, "x-ratelimit-remaining", "58");

        assertThat(reported(LIMIT)).singleElement().satisfies(limit -> assertThat(limit.value()).isEqualTo(60));
        assertThat(reported(REMAINING)).singleElement()
                .satisfies(remaining -> assertThat(remaining.value()).isEqualTo(58));
    }

    @Test
    void valueThatBecomesUnknown_isNoLongerShown() {
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "59");
        assertThat(reported(REMAINING)).hasSize(1);

        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60");

        assertThat(reported(REMAINING)).isEmpty();
        assertThat(reported(LIMIT)).hasSize(1);
    }

    @Test
    void windowsOfOneName_areShownByTheirPartitionsAndLimits() {
        for (String partition : new String[]{"gpt-4o", "o1"}) {
            watched.quotaWatch.record(ApiCall.builder("reporting").method("GET").status(200).partition(partition)
                    .rateLimitHeaders(Map.of("x-ratelimit-limit", "60", "x-ratelimit-remaining", "5")).build());
        }
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "59");
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "900", "x-ratelimit-remaining", "800");

        String name = reported(REMAINING).get(0).tags().get("window").split("\\.")[0];
        assertThat(reported(REMAINING)).extracting(shown -> shown.tags().get("partition") + " "
                + shown.tags().get("window") + " " + shown.value())
                .containsExactlyInAnyOrder("gpt-4o " + name + " 5.0", "o1 " + name + " 5.0",
                        "none " + name + ".60 59.0", "none " + name + ".900 800.0");
    }

    @Test
    void windowsBeyondThe32ndOfAnApi_areNotShown() {
        for (int i = 0; i < MANY; i++) {
            watched.quotaWatch.record(ApiCall.builder("limited").method("GET").status(200).partition("p" + i)
                    .rateLimitHeaders(Map.of("x-ratelimit-limit", "60", "x-ratelimit-remaining", "5")).build());
        }

        assertThat(all(REMAINING)).hasSize(32).extracting(Shown::tags).contains(DAILY);
    }

    @Test
    void usedPartOfTheLimit_isShownAsAFraction() {
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "45");

        assertThat(only(USED_RATIO, DAILY).value()).isZero();
        assertThat(reported(USED_RATIO)).singleElement().satisfies(used -> assertThat(used.value()).isEqualTo(0.25));
    }

    @Test
    void reset_isShownInSecondsFromNow() {
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "45", "x-ratelimit-reset",
                "900");
        watched.call("reporting", 200, 1, "x-ratelimit-limit-tokens", "60", "x-ratelimit-remaining-tokens", "45");

        assertThat(only(RESET, DAILY).value()).isBetween(0.0, SECONDS_PER_DAY);
        assertThat(reported(RESET)).singleElement()
                .satisfies(reset -> assertThat(reset.value()).isBetween(1.0, 900.0));
    }

    @Test
    void exhaustion_isShownOnlyOfAWindowThatRunsOutBeforeItsReset() {
        assertThat(all(EXHAUSTION)).isEmpty();

        for (int i = 0; i < 10; i++) {
            watched.call("limited", 200, 1);
        }

        assertThat(only(EXHAUSTION, DAILY).value()).isZero();
    }

    private List<Shown> reported(String meter) {
        return all(meter).stream().filter(shown -> "reported".equals(shown.tags().get("source"))).toList();
    }
}
