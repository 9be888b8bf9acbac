package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiConfigTest {

    @Test
    void api_withTheLeast_hasItsIdForANameAndNoLimits() {
        ApiConfig api = ApiConfig.builder("openai").baseUrl("https://api.openai.com").build();

        assertThat(api.id()).isEqualTo("openai");
        assertThat(api.name()).isEqualTo("openai");
        assertThat(api.baseUrl()).hasToString("https://api.openai.com");
        assertThat(api.limits()).isEqualTo(ApiLimits.NONE);
    }

    @Test
    void api_withEverything_hasItAll() {
        ApiConfig api = ApiConfig.builder("openai").name("OpenAI").baseUrl("https://api.openai.com/v1")
                .requestsPerMinute(60).requestsPerDay(1000).tokensPerDay(100_000).build();

        assertThat(api.name()).isEqualTo("OpenAI");
        assertThat(api.limits()).isEqualTo(
                new ApiLimits(OptionalLong.of(60), OptionalLong.of(1000), OptionalLong.of(100_000)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void build_withoutBaseUrl_saysThatItIsRequired(String baseUrl) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> ApiConfig.builder("openai").baseUrl(baseUrl).build())
                .satisfies(e -> assertThat(e.problems()).singleElement().asString()
                        .startsWith("quotawatch.apis.openai.base-url is missing: it is required"));
    }

    @Test
    void build_withBadBaseUrl_namesKeyValueAndWhatIsAllowed() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> ApiConfig.builder("openai").baseUrl("api.openai.com").build())
                .satisfies(e -> assertThat(e.problems()).singleElement().asString()
                        .startsWith("quotawatch.apis.openai.base-url = 'api.openai.com': must be an absolute http"));
    }

    @Test
    void build_withManyProblems_namesThemAllAtOnce() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> ApiConfig.builder("x").name(" ").requestsPerMinute(0).requestsPerDay(-1)
                        .tokensPerDay(Long.MIN_VALUE).build())
                .satisfies(e -> assertThat(e.problems()).containsExactlyInAnyOrder(
                        "quotawatch.apis.x.name = ' ': must not be blank",
                        "quotawatch.apis.x.base-url is missing: it is required, such as https://api.example.com",
                        "quotawatch.apis.x.limits.requests-per-minute = 0: must be a whole number of 1 or more",
                        "quotawatch.apis.x.limits.requests-per-day = -1: must be a whole number of 1 or more",
                        "quotawatch.apis.x.limits.tokens-per-day = -9223372036854775808: "
                                + "must be a whole number of 1 or more"));
    }

    @Test
    void nullComponents_areRefused() {
        assertThatNullPointerException().isThrownBy(() -> ApiConfig.builder(null));
        assertThatNullPointerException()
                .isThrownBy(() -> new ApiConfig("a", "a", null, ApiLimits.NONE)).withMessage("baseUrl");
        assertThatNullPointerException()
                .isThrownBy(() -> new ApiConfig("a", "a", BaseUrl.parse("http://a"), null)).withMessage("limits");
    }
}
