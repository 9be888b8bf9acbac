package app.quotawatch.config;

import static app.quotawatch.config.Sources.file;
import static app.quotawatch.config.Sources.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ConfigProblem;
import app.quotawatch.InvalidConfigException;

/** Each thing that is wrong with a configuration is named: its key, its value and what is allowed. */
class ConfigProblemsTest {

    private static final String SECONDS = "must be a number of seconds, such as 5 or 0.5";

    private static List<String> problemsOf(Config config) {
        return typedProblemsOf(config).stream().map(ConfigProblem::message).toList();
    }

    private static List<ConfigProblem> typedProblemsOf(Config config) {
        return catchThrowableOfType(InvalidConfigException.class, () -> ConfigReader.read(config)).problems();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "quotawatch.enabled | yes | must be true or false",
            "quotawatch.metrics.enabled | yes | must be true or false",
            "quotawatch.traces.enabled | yes | must be true or false",
            "quotawatch.health.exhausted-is-down | yes | must be true or false",
            "quotawatch.endpoint | url | must be path or template",
            "quotawatch.failures | drop | must be local or send",
            "quotawatch.buffer-size | 0 | 1 to 1000000",
            "quotawatch.buffer-size | -1 | 1 to 1000000",
            "quotawatch.buffer-size | 1000001 | 1 to 1000000",
            "quotawatch.buffer-size | 9999999999 | 1 to 1000000",
            "quotawatch.buffer-size | many | must be a whole number",
            "quotawatch.buffer-size | 1.5 | must be a whole number",
            "quotawatch.buffer-size | 99999999999999999999 | must be a whole number",
            "quotawatch.flush-interval-seconds | -1 | more than 0",
            "quotawatch.flush-interval-seconds | 0 | more than 0",
            "quotawatch.flush-interval-seconds | 86401 | at most 86400",
            "quotawatch.flush-interval-seconds | 5s | " + SECONDS,
            "quotawatch.flush-interval-seconds | NaN | " + SECONDS,
            "quotawatch.flush-interval-seconds | 1e999999999 | " + SECONDS,
            "quotawatch.flush-interval-seconds | 1e-999999999 | " + SECONDS,
            "quotawatch.delivery-timeout-seconds | -0.5 | more than 0",
            "quotawatch.delivery-timeout-seconds | PT5S | " + SECONDS,
            "quotawatch.thresholds | 0 | from 1 to 100",
            "quotawatch.thresholds | 101 | from 1 to 100",
            "quotawatch.thresholds | -5 | from 1 to 100",
            "quotawatch.thresholds | 4294967376 | from 1 to 100",
            "quotawatch.thresholds | 80% | must be a whole number",
            "quotawatch.ingest-url | ingest.example.com | must be an absolute http or https URL",
            "quotawatch.ingest-url | ftp://ingest.example.com | must be an absolute http or https URL",
            "quotawatch.apis.a.base-url | a.example.com | must be an absolute http or https URL",
            "quotawatch.apis.a.base-url | https://a example.com | must be an absolute http or https URL"})
    void wrongValue_isNamedWithItsKeyAndWhatIsAllowed(String key, String value, String allowed) {
        assertThat(problemsOf(file(key, value))).singleElement().asString()
                .startsWith(key + " = ").contains(value).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limits.requests-per-second", "limits.requests-per-minute", "limits.requests-per-hour",
            "limits.requests-per-day", "limits.requests-per-month", "limits.tokens-per-second",
            "limits.tokens-per-minute", "limits.tokens-per-hour", "limits.tokens-per-day", "limits.tokens-per-month"})
    void limit_thatIsNotPositive_isAProblem(String limit) {
        String key = "quotawatch.apis.a." + limit;
        for (String value : List.of("0", "-1", "many", "1.5", "99999999999999999999")) {
            assertThat(problemsOf(file("quotawatch.apis.a.base-url", "https://a.example.com", key, value)))
                    .as(value).singleElement().asString()
                    .startsWith(key + " = ").contains(value).contains("must be a whole number of 1 or more");
        }
    }

    @Test
    void apiWithoutBaseUrl_isAProblem() {
        assertThat(problemsOf(file("quotawatch.apis.a.name", "A"))).containsExactly(
                "quotawatch.apis.a.base-url is missing: it is required, such as https://api.example.com");
        assertThat(problemsOf(file("quotawatch.apis", "a"))).containsExactly(
                "quotawatch.apis.a.base-url is missing: it is required, such as https://api.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"requests-per-week", "calls-per-minute", "request-per-day", "requests-per-minutes",
            "tokens",
            "tokens-per-day.x"})
    void limitOfAnUnknownUnitOrWindow_isAProblemThatNamesWhatIsAllowed(String limit) {
        String key = "quotawatch.apis.a.limits." + limit;
        assertThat(typedProblemsOf(file("quotawatch.apis.a.base-url", "https://a.example.com", key, "5")))
                .containsExactly(ConfigProblem.of(ConfigProblem.Kind.UNKNOWN_KEY, key, key
                        + ": unknown limit; must be requests-per- or tokens-per- followed by second, minute, hour, day or "
                        + "month"));
    }

    @Test
    void unknownLimitOfAQuotedId_isAProblem() {
        assertThat(typedProblemsOf(file("quotawatch.apis.\"a.b\".base-url", "https://a.example.com",
                "quotawatch.apis.\"a.b\".limits.requests-per-week", "5"))).singleElement()
                .extracting(ConfigProblem::key).isEqualTo("quotawatch.apis.\"a.b\".limits.requests-per-week");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUOTAWATCH_APIS_MY_API_LIMITS_REQUESTS_PER_WEEK",
            "QUOTAWATCH_APIS__MY_API__LIMITS_REQUESTS_PER_WEEK"})
    void unknownLimitInTheEnvironment_isOneProblem(String variable) {
        assertThat(typedProblemsOf(Sources.of(properties("quotawatch.apis.my-api.base-url", "https://a.example.com"),
                properties(variable, "5")))).singleElement().satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(ConfigProblem.Kind.UNKNOWN_KEY);
                    assertThat(problem.key()).isEqualTo(variable);
                });
    }

    @Test
    void knownLimitsInTheEnvironment_areNoProblem() {
        assertThat(ConfigReader.read(Sources.of(properties("quotawatch.apis.a.base-url", "https://a.example.com",
                "quotawatch.apis.limits.base-url", "https://b.example.com"),
                properties("QUOTAWATCH_APIS_A_LIMITS_REQUESTS_PER_DAY", "5",
                        "QUOTAWATCH_APIS_LIMITS_LIMITS_TOKENS_PER_HOUR", "6")))
                .apis())
                .extracting(api -> api.limits().toString())
                .containsExactly("[requests-per-day=5]", "[tokens-per-hour=6]");
    }

    @Test
    void longerWindowWithASmallerLimit_isAProblem() {
        assertThat(typedProblemsOf(file("quotawatch.apis.a.base-url", "https://a.example.com",
                "quotawatch.apis.a.limits.requests-per-month", "10", "quotawatch.apis.a.limits.requests-per-day",
                "11")))
                .containsExactly(ConfigProblem.of(ConfigProblem.Kind.CONFLICT,
                        "quotawatch.apis.a.limits.requests-per-month",
                        "quotawatch.apis.a.limits.requests-per-month = 10: "
                                + "must not be less than requests-per-day = 11, which applies to a shorter window"));
    }

    @Test
    void apisOfOneNameWithDifferentLimits_areAProblem() {
        assertThat(typedProblemsOf(file("quotawatch.apis.a.base-url", "https://a.example.com",
                "quotawatch.apis.b.base-url", "https://b.example.com", "quotawatch.apis.b.name", "a",
                "quotawatch.apis.b.limits.requests-per-day", "11"))).singleElement().satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(ConfigProblem.Kind.CONFLICT);
                    assertThat(problem.message())
                            .startsWith("quotawatch.apis.b.limits = [requests-per-day=11]: must be")
                            .contains("quotawatch.apis.a.limits = []").contains("name 'a'");
                });
    }

    @Test
    void kinds_tellWhatIsMissingFromWhatIsWrong() {
        assertThat(typedProblemsOf(file("quotawatch.apis", "a", "quotawatch.buffer-size", "many",
                "quotawatch.endpoint", "x", "quotawatch.flush-interval-seconds", "0")))
                .extracting(ConfigProblem::kind, ConfigProblem::key).containsExactlyInAnyOrder(
                        tuple(ConfigProblem.Kind.MISSING, "quotawatch.apis.a.base-url"),
                        tuple(ConfigProblem.Kind.INVALID, "quotawatch.buffer-size"),
                        tuple(ConfigProblem.Kind.INVALID, "quotawatch.endpoint"),
                        tuple(ConfigProblem.Kind.INVALID, "quotawatch.flush-interval-seconds"));
    }

    @Test
    void ingestUrlWithQuery_isAProblemThatHidesTheQuery() {
        assertThat(problemsOf(file("quotawatch.ingest-url", "https://ingest.example.com/x?token=SECRET")))
                .containsExactly("quotawatch.ingest-url = 'https://ingest.example.com/x?***': "
                        + "must be an absolute http or https URL without user, query and fragment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ingest example.com", "http://", "http:///",
            "https://user:SECRET@ingest example.com",
            "/", "http:", "https://h?SECRET=/", "https://[::1"})
    void ingestUrl_thatIsNoUrlAtAll_isAProblemLikeAnyOther(String url) {
        assertThat(problemsOf(file("quotawatch.ingest-url", url))).singleElement().asString()
                .startsWith("quotawatch.ingest-url")
                .contains("must be an absolute http or https URL without user, query and fragment")
                .doesNotContain("SECRET");
    }

    @Test
    void twoApisWithTheSameBaseUrl_areAProblem() {
        assertThat(problemsOf(file("quotawatch.apis.a.base-url", "https://x.example.com",
                "quotawatch.apis.b.base-url", "https://X.example.com:443/"))).singleElement().asString()
                .startsWith("quotawatch.apis.b.base-url = 'https://x.example.com'").contains("quotawatch.apis.a");
    }

    @Test
    void everything_thatIsWrong_isReportedTogether() {
        List<String> problems = problemsOf(file(
                "quotawatch.enabled", "perhaps",
                "quotawatch.ingest-url", "https://ingest.example.com?x",
                "quotawatch.buffer-size", "0",
                "quotawatch.flush-interval-seconds", "-1",
                "quotawatch.delivery-timeout-seconds", "soon",
                "quotawatch.thresholds", "0,x,200",
                "quotawatch.endpoint", "none",
                "quotawatch.failures", "none",
                "quotawatch.apis.a.name", "A",
                "quotawatch.apis.a.limits.requests-per-day", "0",
                "quotawatch.apis.a.partition", "header:Authorization",
                "quotawatch.apis.b.base-url", "https://same.example.com",
                "quotawatch.apis.c.base-url", "https://same.example.com"));

        assertThat(problems).extracting(problem -> problem.split(" is missing| = ")[0]).containsExactlyInAnyOrder(
                "quotawatch.enabled", "quotawatch.ingest-url", "quotawatch.buffer-size",
                "quotawatch.flush-interval-seconds", "quotawatch.delivery-timeout-seconds",
                "quotawatch.thresholds", "quotawatch.thresholds", "quotawatch.thresholds", "quotawatch.endpoint",
                "quotawatch.failures", "quotawatch.apis.a.base-url", "quotawatch.apis.a.limits.requests-per-day",
                "quotawatch.apis.a.partition", "quotawatch.apis.c.base-url");
    }

    @Test
    void apiKey_isInNoMessage() {
        assertThat(problemsOf(file("quotawatch.api-key", "qw_live_SECRET", "quotawatch.buffer-size", "0")))
                .noneMatch(problem -> problem.contains("SECRET"));
    }

    @Test
    void fleet_reportsAllItsProblemsWithThoseOfOthers() {
        assertThat(problemsOf(file("quotawatch.buffer-size", "0", "quotawatch.fleet.store", "redis",
                "quotawatch.fleet.sync-interval-seconds", "61", "quotawatch.fleet.timeout-seconds", "soon")))
                .anyMatch(problem -> problem.startsWith("quotawatch.buffer-size = 0"))
                .anyMatch(problem -> problem.startsWith("quotawatch.fleet.name is missing"))
                .anyMatch(problem -> problem.startsWith("quotawatch.fleet.sync-interval-seconds = 61.0"))
                .anyMatch(problem -> problem.startsWith("quotawatch.fleet.timeout-seconds = 'soon'"))
                .anyMatch(problem -> problem.startsWith("quotawatch.fleet.store = 'redis'")
                        && problem.contains("app.quotawatch:quotawatch-fleet-redis"));
    }
}
