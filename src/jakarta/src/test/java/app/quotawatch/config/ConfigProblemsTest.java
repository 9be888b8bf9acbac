package app.quotawatch.config;

import static app.quotawatch.config.Sources.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.InvalidConfigException;

/** Each thing that is wrong with a configuration is named: its key, its value and what is allowed. */
class ConfigProblemsTest {

    private static final String SECONDS = "must be a number of seconds, such as 5 or 0.5";

    private static List<String> problemsOf(Config config) {
        return catchThrowableOfType(InvalidConfigException.class, () -> ConfigReader.read(config)).problems();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "quotawatch.enabled | yes | must be true or false",
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
    @ValueSource(strings = {"limits.requests-per-minute", "limits.requests-per-day", "limits.tokens-per-day"})
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
                "quotawatch.apis.b.base-url", "https://same.example.com",
                "quotawatch.apis.c.base-url", "https://same.example.com"));

        assertThat(problems).extracting(problem -> problem.split(" is missing| = ")[0]).containsExactlyInAnyOrder(
                "quotawatch.enabled", "quotawatch.ingest-url", "quotawatch.buffer-size",
                "quotawatch.flush-interval-seconds", "quotawatch.delivery-timeout-seconds",
                "quotawatch.thresholds", "quotawatch.thresholds", "quotawatch.thresholds", "quotawatch.endpoint",
                "quotawatch.failures", "quotawatch.apis.a.base-url", "quotawatch.apis.a.limits.requests-per-day",
                "quotawatch.apis.c.base-url");
    }

    @Test
    void apiKey_isInNoMessage() {
        assertThat(problemsOf(file("quotawatch.api-key", "qw_live_SECRET", "quotawatch.buffer-size", "0")))
                .noneMatch(problem -> problem.contains("SECRET"));
    }
}
