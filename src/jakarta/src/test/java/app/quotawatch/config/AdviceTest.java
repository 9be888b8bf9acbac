package app.quotawatch.config;

import static app.quotawatch.config.Sources.environment;
import static app.quotawatch.config.Sources.file;
import static app.quotawatch.config.Sources.properties;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdviceTest {

    private static List<String> adviceOn(Config source) {
        return Advice.on(source, ConfigReader.read(source));
    }

    @Test
    void knownKeys_needNoAdvice() {
        assertThat(adviceOn(file("quotawatch.enabled", "true", "quotawatch.api-key", "k", "quotawatch.environment", "e",
                "quotawatch.ingest-url", "https://i.example.com", "quotawatch.buffer-size", "1",
                "quotawatch.flush-interval-seconds", "1", "quotawatch.delivery-timeout-seconds", "1",
                "quotawatch.thresholds", "1", "quotawatch.endpoint", "path", "quotawatch.executor", "x",
                "quotawatch.failures", "local", "quotawatch.apis", "a", "quotawatch.apis.a.name", "A",
                "quotawatch.apis.a.base-url", "https://a.example.com",
                "quotawatch.apis.a.limits.requests-per-minute", "1",
                "quotawatch.apis.a.limits.requests-per-day", "1",
                "quotawatch.apis.a.limits.tokens-per-day", "1", "quotawatching", "x", "other.key", "y"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "quotawatch.apikey, quotawatch.api-key",
            "quotawatch.ingest.url, quotawatch.ingest-url",
            "quotawatch.flush-interval, quotawatch.flush-interval-seconds",
            "quotawatch.treshold, quotawatch.thresholds",
            "quotawatch.Enabled, quotawatch.enabled",
            "quotawatch.apis.a.base-urls, quotawatch.apis.a.base-url",
            "'quotawatch.apis.\"a\".base-urls', 'quotawatch.apis.\"a\".base-url'",
            "quotawatch.apis.a.limit, quotawatch.apis.a.name"})
    void unknownKey_isAnsweredWithTheNearestOne(String written, String meant) {
        assertThat(adviceOn(file("quotawatch.apis.a.base-url", "https://a.example.com", written, "1")))
                .containsExactly(written + " is not a key of QuotaWatch; did you mean " + meant + "?");
    }

    @Test
    void keysOfAQuotedId_needNoAdvice() {
        assertThat(adviceOn(file("quotawatch.apis.\"my.api\".base-url", "https://a.example.com",
                "quotawatch.apis.my.api.name", "A"))).isEmpty();
    }

    @Test
    void unknownKeyOfAQuotedIdThatHasNoOther_isAnsweredWithAKeyOfThatApi() {
        assertThat(adviceOn(file("quotawatch.apis.\"my.api\".baseurl", "https://api.example.com"))).containsExactly(
                "quotawatch.apis.\"my.api\".baseurl is not a key of QuotaWatch; did you mean "
                        + "quotawatch.apis.\"my.api\".base-url?");
    }

    @Test
    void keysOfMetricsTracesAndHealth_needNoAdvice() {
        assertThat(adviceOn(file("quotawatch.metrics.enabled", "false", "quotawatch.traces.enabled", "false",
                "quotawatch.health.exhausted-is-down", "true"))).isEmpty();
    }

    @Test
    void unknownKeyOfAnApiThatHasNoOther_isAnsweredWithAKeyOfThatApi() {
        assertThat(adviceOn(file("quotawatch.apis.openai.baseurl", "https://api.openai.com"))).containsExactly(
                "quotawatch.apis.openai.baseurl is not a key of QuotaWatch; did you mean "
                        + "quotawatch.apis.openai.base-url?");
    }

    @Test
    void unknownVariable_isAnsweredWithTheNearestOne() {
        assertThat(adviceOn(environment("QUOTAWATCH_APIKEY", "k"))).anySatisfy(advice -> assertThat(advice)
                .startsWith("the environment variable QUOTAWATCH_APIKEY is not a key of QuotaWatch")
                .endsWith("did you mean QUOTAWATCH_API_KEY?"));
    }

    @Test
    void unknownVariable_isAdvisedOnOnce() {
        assertThat(adviceOn(environment("QUOTAWATCH_APIKEY", "k"))).hasSize(1);
    }

    @Test
    void knownVariables_needNoAdvice() {
        assertThat(adviceOn(Sources.of(properties("quotawatch.apis", "my-api"), properties(
                "QUOTAWATCH_API_KEY", "k", "QUOTAWATCH_FLUSH_INTERVAL_SECONDS", "1",
                "QUOTAWATCH_APIS_MY_API_BASE_URL", "https://a.example.com",
                "QUOTAWATCH_APIS_MY_API_LIMITS_REQUESTS_PER_DAY", "5",
                "QUOTAWATCH_APIS__MY_API__LIMITS_TOKENS_PER_MONTH", "5", "QUOTAWATCHER", "x")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ingest.example.com", "HTTP://10.0.0.1:3001", "http://127.example.com.evil.example",
            "http://localhost.evil.example"})
    void keyOverPlainHttpToAnotherHost_isAdvisedAgainst(String url) {
        assertThat(adviceOn(file("quotawatch.api-key", "SECRET", "quotawatch.ingest-url", url))).singleElement()
                .asString().contains("travels unencrypted").contains("quotawatch.ingest-url").doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3001", "http://LOCALHOST:3001", "http://127.0.0.1:3001",
            "http://127.1.2.3",
            "http://[::1]:3001", "http://ingest.localhost", "https://ingest.example.com"})
    void keyOverHttpsOrToThisMachine_needsNoAdvice(String url) {
        assertThat(adviceOn(file("quotawatch.api-key", "k", "quotawatch.ingest-url", url))).isEmpty();
    }

    @Test
    void plainHttpWithoutAKey_needsNoAdvice() {
        assertThat(adviceOn(file("quotawatch.ingest-url", "http://ingest.example.com"))).isEmpty();
    }
}
