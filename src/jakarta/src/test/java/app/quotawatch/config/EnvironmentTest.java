package app.quotawatch.config;

import static app.quotawatch.config.Sources.environment;
import static app.quotawatch.config.Sources.properties;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.ApiLimit;
import app.quotawatch.EndpointStyle;
import app.quotawatch.LimitUnit;
import app.quotawatch.LimitWindow;
import app.quotawatch.QuotaWatchConfig;

/** Configuration by environment variables, in which the dots and the case of a key are lost. */
class EnvironmentTest {

    @Test
    void variables_standForTheGlobalKeys() {
        QuotaWatchConfig config = ConfigReader.read(environment(
                "QUOTAWATCH_API_KEY", "qw_env",
                "QUOTAWATCH_ENVIRONMENT", "env",
                "QUOTAWATCH_FLUSH_INTERVAL_SECONDS", "1.5",
                "QUOTAWATCH_ENDPOINT", "template",
                "QUOTAWATCH_BUFFER_SIZE", "9"));

        assertThat(config.apiKey()).contains("qw_env");
        assertThat(config.environment()).isEqualTo("env");
        assertThat(config.flushInterval()).isEqualTo(Duration.ofMillis(1500));
        assertThat(config.endpoint()).isEqualTo(EndpointStyle.TEMPLATE);
        assertThat(config.bufferSize()).isEqualTo(9);
    }

    @Test
    void variable_goesBeforeTheFile() {
        assertThat(ConfigReader.read(Sources.of(properties("quotawatch.api-key", "from-file"),
                properties("QUOTAWATCH_API_KEY", "from-env"))).apiKey()).contains("from-env");
    }

    @Test
    void apisInTheEnvironmentAlone_areNamedByTheList() {
        QuotaWatchConfig config = ConfigReader.read(environment(
                "QUOTAWATCH_APIS", "openai,github",
                "QUOTAWATCH_APIS_OPENAI_NAME", "OpenAI",
                "QUOTAWATCH_APIS_OPENAI_BASE_URL", "https://api.openai.com",
                "QUOTAWATCH_APIS_OPENAI_LIMITS_REQUESTS_PER_MINUTE", "60",
                "QUOTAWATCH_APIS_GITHUB_BASE_URL", "https://api.github.com"));

        assertThat(config.apis()).extracting(ApiConfig::id).containsExactly("github", "openai");
        assertThat(config.apis()).extracting(ApiConfig::name).containsExactly("github", "OpenAI");
        assertThat(config.apis().get(1).limits())
                .containsExactly(ApiLimit.of(LimitUnit.REQUESTS, LimitWindow.MINUTE, 60));
    }

    @Test
    void listInTheFile_takesValuesFromTheEnvironment() {
        QuotaWatchConfig config = ConfigReader.read(Sources.of(properties("quotawatch.apis", "a,b"), properties(
                "QUOTAWATCH_APIS_A_BASE_URL", "https://a.example.com",
                "QUOTAWATCH_APIS_B_BASE_URL", "https://b.example.com")));

        assertThat(config.apis()).extracting(ApiConfig::id).containsExactly("a", "b");
    }

    @Test
    void listedIdWithDash_isOneApi() {
        QuotaWatchConfig config = ConfigReader.read(environment(
                "QUOTAWATCH_APIS", "my-api",
                "QUOTAWATCH_APIS_MY_API_NAME", "Mine",
                "QUOTAWATCH_APIS_MY_API_BASE_URL", "https://my.example.com"));

        assertThat(config.apis()).singleElement().satisfies(api -> {
            assertThat(api.id()).isEqualTo("my-api");
            assertThat(api.name()).isEqualTo("Mine");
        });
    }

    @Test
    void listedIdWithCapitals_isOneApi() {
        QuotaWatchConfig config = ConfigReader.read(environment(
                "QUOTAWATCH_APIS", "OpenAI",
                "QUOTAWATCH_APIS_OPENAI_NAME", "Open AI",
                "QUOTAWATCH_APIS_OPENAI_BASE_URL", "https://api.openai.com"));

        assertThat(config.apis()).singleElement().satisfies(api -> assertThat(api.id()).isEqualTo("OpenAI"));
    }

    @Test
    void apiOfTheFileWithDash_isOneApiWhenAVariableGivesItsName() {
        QuotaWatchConfig config = ConfigReader.read(Sources.of(
                properties("quotawatch.apis.my-api.base-url", "https://my.example.com"),
                properties("QUOTAWATCH_APIS_MY_API_NAME", "Mine")));

        assertThat(config.apis()).singleElement().satisfies(api -> {
            assertThat(api.id()).isEqualTo("my-api");
            assertThat(api.name()).isEqualTo("Mine");
        });
    }

    @Test
    void variableOfAQuotedId_hasTwoUnderscoresOnEachSide() {
        QuotaWatchConfig config = ConfigReader.read(environment(
                "QUOTAWATCH_APIS", "my.api",
                "QUOTAWATCH_APIS__MY_API__BASE_URL", "https://my.example.com",
                "QUOTAWATCH_APIS__MY_API__LIMITS_TOKENS_PER_MINUTE", "7"));

        assertThat(config.apis()).singleElement().satisfies(api -> {
            assertThat(api.id()).isEqualTo("my.api");
            assertThat(api.limits()).containsExactly(ApiLimit.of(LimitUnit.TOKENS, LimitWindow.MINUTE, 7));
        });
    }

    @Test
    void quotedIdOfTheFile_isOneApiWhenItsVariableOverrides() {
        QuotaWatchConfig config = ConfigReader.read(Sources.of(
                properties("quotawatch.apis.\"My.Api\".base-url", "https://my.example.com",
                        "quotawatch.apis.\"My.Api\".name", "File"),
                properties("QUOTAWATCH_APIS__MY_API__NAME", "Mine")));

        assertThat(config.apis()).singleElement().satisfies(api -> {
            assertThat(api.id()).isEqualTo("My.Api");
            assertThat(api.name()).isEqualTo("Mine");
        });
    }

    @Test
    void quotedIdWithoutADot_isOneApiWhenItsVariableOverrides() {
        QuotaWatchConfig config = ConfigReader.read(Sources.of(
                properties("quotawatch.apis.\"OpenAI\".base-url", "https://my.example.com"),
                properties("QUOTAWATCH_APIS_OPENAI_NAME", "Mine")));

        assertThat(config.apis()).singleElement().satisfies(api -> {
            assertThat(api.id()).isEqualTo("OpenAI");
            assertThat(api.name()).isEqualTo("Mine");
        });
    }
}
