package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaWatchConfigTest {

    private static QuotaWatchConfigBuilder builder() {
        return QuotaWatchConfig.builder("qw_live_1");
    }

    private static ApiConfig api(String id, String url) {
        return ApiConfig.builder(id).baseUrl(url).build();
    }

    private static ListAssert<String> assertProblemsOf(QuotaWatchConfigBuilder builder) {
        return assertThat(catchThrowableOfType(InvalidConfigException.class, builder::build).problems().stream()
                .map(ConfigProblem::message).toList());
    }

    @Test
    void config_withOnlyAKey_hasTheDefaults() {
        QuotaWatchConfig config = builder().build();

        assertThat(config.enabled()).isTrue();
        assertThat(config.apiKey()).contains("qw_live_1");
        assertThat(config.environment()).isEqualTo("production");
        assertThat(config.ingestUrl()).isEqualTo(URI.create("https://ingest.quotawatch.app"));
        assertThat(config.bufferSize()).isEqualTo(500);
        assertThat(config.flushInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.deliveryTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.thresholds()).containsExactly(80, 95, 100);
        assertThat(config.endpoint()).isEqualTo(EndpointStyle.PATH);
        assertThat(config.failures()).isEqualTo(FailureMode.LOCAL);
        assertThat(config.apis()).isEmpty();
    }

    @Test
    void apiKey_nullOrBlank_isNone() {
        assertThat(QuotaWatchConfig.builder(null).build().apiKey()).isEmpty();
        assertThat(QuotaWatchConfig.builder("  ").build().apiKey()).isEmpty();
        assertThat(QuotaWatchConfig.builder(" qw_1\n").build().apiKey()).contains("qw_1");
    }

    @Test
    void thresholds_areSortedAndEachKeptOnce() {
        assertThat(builder().thresholds(List.of(100, 50, 100, 1)).build().thresholds()).containsExactly(1, 50, 100);
    }

    @Test
    void ingestUrl_losesItsTrailingSlashes() {
        assertThat(builder().ingestUrl(URI.create("http://localhost:3001//")).build().ingestUrl())
                .isEqualTo(URI.create("http://localhost:3001"));
        assertThat(builder().ingestUrl(URI.create("http://localhost:3001/qw/")).build().ingestUrl())
                .isEqualTo(URI.create("http://localhost:3001/qw"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ingest.example.com?x=1", "https://ingest.example.com/#f",
            "ftp://ingest.example.com",
            "ingest.example.com", "/ingest", "https://*.example.com", "https://user:pw@ingest.example.com", "", "/",
            "https:///"})
    void ingestUrl_thatIsNoPlainHttpUrl_isAProblem(String url) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> builder().ingestUrl(URI.create(url)).build())
                .satisfies(e -> assertThat(e.problems()).singleElement().asString()
                        .startsWith("quotawatch.ingest-url = '")
                        .endsWith("': must be an absolute http or https URL without user, query and fragment"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void bufferSize_outOfBounds_isAProblem(int size) {
        assertProblemsOf(builder().bufferSize(size)).containsExactly(
                "quotawatch.buffer-size = " + size + ": must be a whole number from 1 to 1000000");
    }

    @Test
    void bufferSize_atItsBounds_isAccepted() {
        assertThat(builder().bufferSize(1).build().bufferSize()).isEqualTo(1);
        assertThat(builder().bufferSize(1_000_000).build().bufferSize()).isEqualTo(1_000_000);
    }

    @Test
    void durations_outOfBounds_areProblems() {
        assertProblemsOf(builder().flushInterval(Duration.ZERO).deliveryTimeout(Duration.ofSeconds(-3)))
                .containsExactly(
                        "quotawatch.flush-interval-seconds = 0.0: must be more than 0 and at most 86400 seconds",
                        "quotawatch.delivery-timeout-seconds = -3.0: must be more than 0 and at most 86400 seconds");
        assertProblemsOf(builder().flushInterval(Duration.ofSeconds(86401))).containsExactly(
                "quotawatch.flush-interval-seconds = 86401.0: must be more than 0 and at most 86400 seconds");
    }

    @Test
    void durations_beyondAllMeasure_areProblemsLikeAnyOther() {
        assertProblemsOf(builder().flushInterval(ChronoUnit.FOREVER.getDuration())
                .deliveryTimeout(Duration.ofSeconds(Long.MIN_VALUE))).hasSize(2);
    }

    @Test
    void durations_atTheirBounds_areAccepted() {
        assertThat(builder().flushInterval(Duration.ofDays(1)).build().flushInterval()).isEqualTo(Duration.ofDays(1));
        assertThat(builder().deliveryTimeout(Duration.ofMillis(1)).build().deliveryTimeout()).hasMillis(1);
    }

    @Test
    void thresholds_outside1To100_areProblemsEach() {
        assertProblemsOf(builder().thresholds(List.of(0, 80, 101, -5))).containsExactlyInAnyOrder(
                "quotawatch.thresholds = 0: each must be a whole number from 1 to 100",
                "quotawatch.thresholds = 101: each must be a whole number from 1 to 100",
                "quotawatch.thresholds = -5: each must be a whole number from 1 to 100");
    }

    @Test
    void apis_withTheSameBaseUrl_areAProblemThatNamesBoth() {
        assertProblemsOf(builder().api(api("one", "https://api.example.com/v1"))
                .api(api("two", "HTTPS://API.example.com:443/v1/"))).containsExactly(
                        "quotawatch.apis.two.base-url = 'https://api.example.com/v1': "
                                + "is also the base URL of quotawatch.apis.one; each API needs its own");
    }

    @Test
    void apis_thatDifferByPathPortSchemeOrWildcard_areAccepted() {
        assertThat(builder().api(api("a", "https://example.com")).api(api("b", "https://example.com/v1"))
                .api(api("c", "https://example.com:8443")).api(api("d", "http://example.com"))
                .api(api("e", "https://*.example.com")).build().apis()).hasSize(5);
    }

    @Test
    void apis_withTheSameId_areAProblem() {
        assertProblemsOf(builder().api(api("one", "https://a.example.com")).api(api("one", "https://b.example.com")))
                .containsExactly("quotawatch.apis.one: is configured twice; each ID must be used once");
    }

    @Test
    void apis_withTheSameNameAndDifferentLimits_areAConflictThatNamesBoth() {
        assertThat(catchThrowableOfType(InvalidConfigException.class, () -> builder()
                .api(named("eu").requestsPer(LimitWindow.MINUTE, 60).build())
                .api(named("us").requestsPer(LimitWindow.MINUTE, 90).build())
                .api(named("ap").build()).build()).problems()).containsExactly(
                        conflict("quotawatch.apis.us.limits", "[requests-per-minute=90]"),
                        conflict("quotawatch.apis.ap.limits", "[]"));
    }

    private static ConfigProblem conflict(String key, String limits) {
        return ConfigProblem.of(ConfigProblem.Kind.CONFLICT, key, key + " = " + limits
                + ": must be the same as quotawatch.apis.eu.limits = [requests-per-minute=60], as both APIs have the name "
                + "'Things' and share one quota");
    }

    @Test
    void apis_withTheSameNameAndTheSameLimits_areAccepted() {
        assertThat(builder()
                .api(named("eu").requestsPer(LimitWindow.MINUTE, 60).tokensPer(LimitWindow.DAY, 1).build())
                .api(named("us").tokensPer(LimitWindow.DAY, 1).requestsPer(LimitWindow.MINUTE, 60).build())
                .build().apis()).hasSize(2);
    }

    private static ApiConfig.Builder named(String id) {
        return ApiConfig.builder(id).name("Things").baseUrl("https://" + id + ".example.com");
    }

    @Test
    void configurations_ofTheSameValues_areEqual() {
        assertThat(builder().api(api("a", "https://a.example.com")).build())
                .isEqualTo(builder().api(api("a", "https://A.example.com:443/")).build())
                .hasSameHashCodeAs(builder().api(api("a", "https://a.example.com")).build())
                .isNotEqualTo(builder().api(api("a", "https://a.example.com/v1")).build())
                .isNotEqualTo(builder().build());
    }

    @Test
    void environment_blank_isAProblem() {
        assertProblemsOf(builder().environment(" ")).containsExactly("quotawatch.environment = ' ': must not be blank");
    }

    @Test
    void build_withManyProblems_namesThemAllAtOnce() {
        assertProblemsOf(builder().environment("").bufferSize(0).flushInterval(Duration.ZERO).thresholds(List.of(0))
                .ingestUrl(URI.create("x:y"))).hasSize(5);
    }

    @Test
    void apis_doNotChangeWithTheBuilder() {
        QuotaWatchConfigBuilder builder = builder().api(api("a", "https://a.example.com"));
        QuotaWatchConfig config = builder.build();
        builder.api(api("b", "https://b.example.com"));

        assertThat(config.apis()).hasSize(1);
    }
}
