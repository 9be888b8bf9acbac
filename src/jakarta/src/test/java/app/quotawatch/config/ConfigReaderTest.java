package app.quotawatch.config;

import static app.quotawatch.config.Sources.file;
import static app.quotawatch.config.Sources.properties;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ApiConfig;
import app.quotawatch.ApiLimit;
import app.quotawatch.EndpointStyle;
import app.quotawatch.FailureMode;
import app.quotawatch.LimitUnit;
import app.quotawatch.LimitWindow;
import app.quotawatch.QuotaWatchConfig;

/** What a valid configuration means. */
class ConfigReaderTest {

    @Test
    void nothingConfigured_isTheDefaults() {
        assertThat(ConfigReader.read(file())).isEqualTo(QuotaWatchConfig.builder(null).build());
    }

    @Test
    void everyKey_isRead() {
        QuotaWatchConfig config = ConfigReader.read(file(
                "quotawatch.enabled", "false",
                "quotawatch.api-key", "qw_live_1",
                "quotawatch.environment", "staging",
                "quotawatch.ingest-url", "http://localhost:3001",
                "quotawatch.buffer-size", "250",
                "quotawatch.flush-interval-seconds", "0.25",
                "quotawatch.delivery-timeout-seconds", "2.5",
                "quotawatch.thresholds", "50, 75 ,90",
                "quotawatch.endpoint", "template",
                "quotawatch.failures", "send",
                "quotawatch.apis.openai.name", "OpenAI",
                "quotawatch.apis.openai.base-url", "https://api.openai.com/v1",
                "quotawatch.apis.openai.partition", "header:OpenAI-Project",
                "quotawatch.apis.openai.limits.requests-per-minute", "60",
                "quotawatch.apis.openai.limits.requests-per-day", "1000",
                "quotawatch.apis.openai.limits.tokens-per-day", "100000"));

        assertThat(config.enabled()).isFalse();
        assertThat(config.apiKey()).contains("qw_live_1");
        assertThat(config.environment()).isEqualTo("staging");
        assertThat(config.ingestUrl()).isEqualTo(URI.create("http://localhost:3001"));
        assertThat(config.bufferSize()).isEqualTo(250);
        assertThat(config.flushInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.deliveryTimeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(config.thresholds()).containsExactly(50, 75, 90);
        assertThat(config.endpoint()).isEqualTo(EndpointStyle.TEMPLATE);
        assertThat(config.failures()).isEqualTo(FailureMode.SEND);
        assertThat(config.apis()).singleElement().satisfies(api -> {
            assertThat(api.id()).isEqualTo("openai");
            assertThat(api.name()).isEqualTo("OpenAI");
            assertThat(api.baseUrl()).hasToString("https://api.openai.com/v1");
            assertThat(api.partition()).hasToString("header:openai-project");
            assertThat(api.limits()).containsExactly(
                    ApiLimit.of(LimitUnit.REQUESTS, LimitWindow.MINUTE, 60),
                    ApiLimit.of(LimitUnit.REQUESTS, LimitWindow.DAY, 1000),
                    ApiLimit.of(LimitUnit.TOKENS, LimitWindow.DAY, 100_000));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"quotawatch.enabled", "quotawatch.api-key", "quotawatch.environment",
            "quotawatch.ingest-url",
            "quotawatch.buffer-size", "quotawatch.flush-interval-seconds", "quotawatch.delivery-timeout-seconds",
            "quotawatch.thresholds", "quotawatch.endpoint", "quotawatch.failures", "quotawatch.executor",
            "quotawatch.apis"})
    void emptyOrBlankValue_meansTheDefault(String key) {
        assertThat(ConfigReader.read(file(key, ""))).isEqualTo(QuotaWatchConfig.builder(null).build());
        assertThat(ConfigReader.read(file(key, " \t"))).isEqualTo(QuotaWatchConfig.builder(null).build());
    }

    @Test
    void whitespaceAroundValues_isIgnored() {
        QuotaWatchConfig config = ConfigReader.read(file("quotawatch.enabled", " true ", "quotawatch.api-key", " k ",
                "quotawatch.buffer-size", " 7 ", "quotawatch.flush-interval-seconds", " 1 ", "quotawatch.endpoint",
                " path ", "quotawatch.ingest-url", " http://localhost:3001/ ", "quotawatch.apis.a.base-url",
                " https://a.example.com "));

        assertThat(config.apiKey()).contains("k");
        assertThat(config.bufferSize()).isEqualTo(7);
        assertThat(config.flushInterval()).hasSeconds(1);
        assertThat(config.ingestUrl()).isEqualTo(URI.create("http://localhost:3001"));
        assertThat(config.apis()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"quotawatch.endpoint, TEMPLATE", "quotawatch.failures, Send", "quotawatch.enabled, FALSE"})
    void choices_areReadInAnyCase(String key, String value) {
        assertThat(ConfigReader.read(file(key, value))).isNotEqualTo(QuotaWatchConfig.builder(null).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "my-api", "my.dotted.api", "OpenAI", "a_b", "42", "name", "base-url", "limits.x"})
    void apiId_mayHaveDashesDotsAndCapitals(String id) {
        QuotaWatchConfig config = ConfigReader.read(file(
                "quotawatch.apis." + id + ".base-url", "https://api.example.com",
                "quotawatch.apis." + id + ".limits.requests-per-day", "9"));

        assertThat(config.apis()).singleElement().satisfies(api -> {
            assertThat(api.id()).isEqualTo(id);
            assertThat(api.name()).isEqualTo(id);
            assertThat(api.limits()).containsExactly(ApiLimit.of(LimitUnit.REQUESTS, LimitWindow.DAY, 9));
        });
    }

    @Test
    void apis_inListAndKeys_areOneEach() {
        QuotaWatchConfig config = ConfigReader.read(file("quotawatch.apis", " b , a,, b",
                "quotawatch.apis.a.base-url", "https://a.example.com",
                "quotawatch.apis.b.base-url", "https://b.example.com",
                "quotawatch.apis.c.base-url", "https://c.example.com"));

        assertThat(config.apis()).extracting(ApiConfig::id).containsExactly("a", "b", "c");
    }

    @Test
    void everyLimit_isRead() {
        Map<String, String> file = new LinkedHashMap<>(
                properties("quotawatch.apis.a.base-url", "https://a.example.com"));
        List<ApiLimit> expected = new ArrayList<>();
        for (LimitUnit unit : LimitUnit.values()) {
            for (LimitWindow window : LimitWindow.values()) {
                ApiLimit limit = ApiLimit.of(unit, window, 10 + expected.size());
                file.put("quotawatch.apis.a.limits." + limit.key(), Long.toString(limit.limit()));
                expected.add(limit);
            }
        }

        assertThat(expected).hasSizeGreaterThanOrEqualTo(10);
        assertThat(ConfigReader.read(Sources.of(file, Map.of())).apis()).singleElement()
                .extracting(ApiConfig::limits).isEqualTo(expected);
    }

    @Test
    void quotedId_namesOneApi() {
        QuotaWatchConfig config = ConfigReader.read(file(
                "quotawatch.apis.\"my.api\".base-url", "https://api.example.com",
                "quotawatch.apis.\"my.api\".limits.tokens-per-minute", "9",
                "quotawatch.apis.\"plain\".base-url", "https://plain.example.com",
                "quotawatch.apis.plain.name", "Plain"));

        assertThat(config.apis()).extracting(ApiConfig::id).containsExactly("my.api", "plain");
        assertThat(config.apis()).extracting(ApiConfig::name).containsExactly("my.api", "Plain");
        assertThat(config.apis().get(0).limits())
                .containsExactly(ApiLimit.of(LimitUnit.TOKENS, LimitWindow.MINUTE, 9));
    }

    @Test
    void quotedId_isListedWithAndWithoutQuotes() {
        assertThat(ConfigReader.read(file("quotawatch.apis", "\"my.api\", my.other",
                "quotawatch.apis.\"my.api\".base-url", "https://a.example.com",
                "quotawatch.apis.\"my.other\".base-url", "https://b.example.com")).apis())
                .extracting(ApiConfig::id).containsExactly("my.api", "my.other");
    }

    @Test
    void quotedKey_goesBeforeTheSameWithoutQuotes() {
        assertThat(ConfigReader.read(file("quotawatch.apis.my.api.base-url", "https://a.example.com",
                "quotawatch.apis.my.api.name", "without", "quotawatch.apis.\"my.api\".name", "with")).apis())
                .singleElement().extracting(ApiConfig::name).isEqualTo("with");
    }

    @Test
    void idsThatDifferInPunctuationOnly_areTwoApisWhereOneIsQuoted() {
        assertThat(ConfigReader.read(file("quotawatch.apis.\"my.api\".base-url", "https://a.example.com",
                "quotawatch.apis.my-api.base-url", "https://b.example.com")).apis())
                .extracting(ApiConfig::id).containsExactly("my-api", "my.api");
    }

    @Test
    void executor_isReadApartFromWhatTheCoreIsStartedWith() {
        assertThat(ConfigReader.executor(file())).isEmpty();
        assertThat(ConfigReader.executor(file("quotawatch.executor", " java:comp/env/concurrent/x ")))
                .contains("java:comp/env/concurrent/x");
    }

    @Test
    void systemProperty_goesBeforeTheFile() {
        System.setProperty("quotawatch.environment", "from-system");
        try {
            assertThat(ConfigReader.read(file("quotawatch.environment", "from-file")).environment())
                    .isEqualTo("from-system");
        } finally {
            System.clearProperty("quotawatch.environment");
        }
    }

    @Test
    void expression_isFilledIn() {
        assertThat(ConfigReader.read(file("quotawatch.environment", "${stage}-1", "stage", "blue")).environment())
                .isEqualTo("blue-1");
    }

    @Test
    void expressionThatCannotBeFilledIn_countsAsAbsent() {
        assertThat(ConfigReader.read(file("quotawatch.api-key", "${no.such.secret}")).apiKey()).isEmpty();
    }

    @Test
    void isEnabled_isTrueUnlessSaidFalse() {
        assertThat(ConfigReader.isEnabled(file())).isTrue();
        assertThat(ConfigReader.isEnabled(file("quotawatch.enabled", "true"))).isTrue();
        assertThat(ConfigReader.isEnabled(file("quotawatch.enabled", "maybe"))).isTrue();
        assertThat(ConfigReader.isEnabled(file("quotawatch.enabled", " False "))).isFalse();
        assertThat(ConfigReader.isEnabled(Sources.of(Map.of(), Map.of("QUOTAWATCH_ENABLED", "false")))).isFalse();
    }
}
