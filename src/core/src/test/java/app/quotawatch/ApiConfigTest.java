package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

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
        assertThat(api.limits()).isEmpty();
    }

    @Test
    void api_withEverything_hasItAll() {
        ApiConfig api = ApiConfig.builder("openai").name("OpenAI").baseUrl("https://api.openai.com/v1")
                .requestsPer(LimitWindow.MINUTE, 60).requestsPer(LimitWindow.DAY, 1000)
                .tokensPer(LimitWindow.DAY, 100_000).build();

        assertThat(api.name()).isEqualTo("OpenAI");
        assertThat(api.limits()).containsExactly(
                ApiLimit.of(LimitUnit.REQUESTS, LimitWindow.MINUTE, 60),
                ApiLimit.of(LimitUnit.REQUESTS, LimitWindow.DAY, 1000),
                ApiLimit.of(LimitUnit.TOKENS, LimitWindow.DAY, 100_000));
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
                .isThrownBy(() -> ApiConfig.builder("x").name(" ").requestsPer(LimitWindow.MINUTE, 0)
                        .requestsPer(LimitWindow.DAY, -1)
                        .tokensPer(LimitWindow.DAY, Long.MIN_VALUE).build())
                .satisfies(e -> assertThat(e.problems()).extracting(ConfigProblem::message).containsExactlyInAnyOrder(
                        "quotawatch.apis.x.name = ' ': must not be blank",
                        "quotawatch.apis.x.base-url is missing: it is required, such as https://api.example.com",
                        "quotawatch.apis.x.limits.requests-per-minute = 0: must be a whole number of 1 or more",
                        "quotawatch.apis.x.limits.requests-per-day = -1: must be a whole number of 1 or more",
                        "quotawatch.apis.x.limits.tokens-per-day = -9223372036854775808: "
                                + "must be a whole number of 1 or more"));
    }

    @Test
    void nulls_areRejected() {
        assertThatNullPointerException().isThrownBy(() -> ApiConfig.builder(null)).withMessage("id");
        assertThatNullPointerException().isThrownBy(() -> ApiConfig.builder("a").requestsPer(null, 1))
                .withMessage("window");
        assertThatNullPointerException().isThrownBy(() -> ApiConfig.builder("a").limit(null, LimitWindow.DAY, 1))
                .withMessage("unit");
    }

    @Test
    void limits_areInOrderHoweverTheyWereSet_andTheLastOfAKindApplies() {
        ApiConfig api = ApiConfig.builder("a").baseUrl("https://a.example").tokensPer(LimitWindow.MONTH, 9)
                .requestsPer(LimitWindow.DAY, 7).requestsPer(LimitWindow.SECOND, 1).tokensPer(LimitWindow.HOUR, 2)
                .requestsPer(LimitWindow.DAY, 8).build();

        assertThat(api.limits()).hasToString(
                "[requests-per-second=1, requests-per-day=8, tokens-per-hour=2, tokens-per-month=9]");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> api.limits().clear());
    }

    @Test
    void limits_doNotChangeWithTheBuilder() {
        ApiConfig.Builder builder = ApiConfig.builder("a").baseUrl("https://a.example");
        ApiConfig api = builder.build();
        builder.requestsPer(LimitWindow.DAY, 7);

        assertThat(api.limits()).isEmpty();
    }

    @Test
    void longerWindow_withASmallerLimitThanAShorterOne_isAConflict() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> ApiConfig.builder("a").baseUrl("https://a.example").requestsPer(LimitWindow.DAY, 1000)
                        .requestsPer(LimitWindow.MONTH, 999).build())
                .satisfies(e -> assertThat(e.problems()).containsExactly(ConfigProblem.of(ConfigProblem.Kind.CONFLICT,
                        "quotawatch.apis.a.limits.requests-per-month",
                        "quotawatch.apis.a.limits.requests-per-month = 999: must not be less than requests-per-day = 1000, "
                                + "which applies to a shorter window")));
    }

    @Test
    void limits_areComparedWithEveryShorterWindowOfTheSameUnit() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> ApiConfig.builder("a").baseUrl("https://a.example").tokensPer(LimitWindow.SECOND, 50)
                        .tokensPer(LimitWindow.MINUTE, 10).tokensPer(LimitWindow.MONTH, 20)
                        .requestsPer(LimitWindow.HOUR, 1).build())
                .satisfies(e -> assertThat(e.problems()).extracting(ConfigProblem::key).containsExactly(
                        "quotawatch.apis.a.limits.tokens-per-minute", "quotawatch.apis.a.limits.tokens-per-month"));
    }

    @Test
    void longerWindow_withTheSameLimit_isAccepted() {
        assertThat(ApiConfig.builder("a").baseUrl("https://a.example").requestsPer(LimitWindow.MINUTE, 5)
                .requestsPer(LimitWindow.DAY, 5).tokensPer(LimitWindow.MONTH, 1).build().limits()).hasSize(3);
    }

    @Test
    void limitThatIsNotPositive_isComparedWithNoOther() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> ApiConfig.builder("a").baseUrl("https://a.example").requestsPer(LimitWindow.DAY, 10)
                        .requestsPer(LimitWindow.MONTH, 0).build())
                .satisfies(e -> assertThat(e.problems()).singleElement().extracting(ConfigProblem::kind)
                        .isEqualTo(ConfigProblem.Kind.INVALID));
    }

    @Test
    void idWithADot_isQuotedInItsKeys() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> ApiConfig.builder("my.api").requestsPer(LimitWindow.DAY, 0).build())
                .satisfies(e -> assertThat(e.problems()).extracting(ConfigProblem::key).containsExactly(
                        "quotawatch.apis.\"my.api\".base-url",
                        "quotawatch.apis.\"my.api\".limits.requests-per-day"));
    }
}
