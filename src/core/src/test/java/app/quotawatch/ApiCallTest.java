package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;

class ApiCallTest {

    @Test
    void call_withEveryField_hasThemAll() {
        Instant when = Instant.parse("2026-05-07T12:00:00.123Z");
        ApiCall call = ApiCall.builder("MyAPI").endpoint("/v1/resource").method("POST").status(201)
                .latency(Duration.ofMillis(142)).timestamp(when).environment("staging").hit429(true)
                .rateLimitHeaders(Map.of("X-RateLimit-Remaining", "43")).tokens(1234).build();

        assertThat(call.api()).isEqualTo("MyAPI");
        assertThat(call.endpoint()).isEqualTo("/v1/resource");
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.status()).isEqualTo(201);
        assertThat(call.latency()).isEqualTo(Duration.ofMillis(142));
        assertThat(call.timestamp()).isEqualTo(when);
        assertThat(call.environment()).contains("staging");
        assertThat(call.hit429()).isTrue();
        assertThat(call.rateLimitHeaders()).containsExactly(Map.entry("x-ratelimit-remaining", "43"));
        assertThat(call.tokens()).hasValue(1234);
    }

    @Test
    void minimalCall_hasDefaults() {
        ApiCall call = ApiCall.builder("MyAPI").method("GET").status(200).build();

        assertThat(call.endpoint()).isEqualTo("/");
        assertThat(call.latency()).isZero();
        assertThat(call.timestamp()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(call.environment()).isEmpty();
        assertThat(call.hit429()).isFalse();
        assertThat(call.rateLimitHeaders()).isEmpty();
        assertThat(call.tokens()).isEmpty();
    }

    @Test
    void hit429_unlessSaidOtherwise_isWhetherTheStatusIs429() {
        assertThat(ApiCall.builder("MyAPI").method("GET").status(429).build().hit429()).isTrue();
        assertThat(ApiCall.builder("MyAPI").method("GET").status(503).build().hit429()).isFalse();
        assertThat(ApiCall.builder("MyAPI").method("GET").status(429).hit429(false).build().hit429()).isFalse();
    }

    @Test
    void build_withSeveralWrongFields_namesThemAllAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiCall.builder(" ").method("").status(99).latency(Duration.ofMillis(-1)).tokens(-5)
                        .build())
                .withMessageContaining("api must not be blank")
                .withMessageContaining("method must not be blank")
                .withMessageContaining("status must be from 100 to 599, but is 99")
                .withMessageContaining("latency must be from zero to 365 days, but is PT-0.001S")
                .withMessageContaining("tokens must be zero or more, but is -5");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void build_withBlankApiOrMethod_isRejected(String blank) {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiCall.builder(blank).method("GET").status(200).build())
                .withMessage("invalid ApiCall: api must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> ApiCall.builder("A").method(blank).status(200).build())
                .withMessage("invalid ApiCall: method must not be blank");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 99, 600, Integer.MAX_VALUE})
    void build_withStatusOutsideHttp_isRejected(int status) {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiCall.builder("A").method("GET").status(status).build())
                .withMessageEndingWith("but is " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 599})
    void build_withStatusAtTheEdgeOfHttp_isAccepted(int status) {
        assertThat(ApiCall.builder("A").method("GET").status(status).build().status()).isEqualTo(status);
    }

    @Test
    void build_withoutStatus_isRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiCall.builder("A").method("GET").build())
                .withMessageContaining("status");
    }

    @Test
    void build_withoutLatency_isRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiCall.builder("A").method("GET").status(200).latency(null).build())
                .withMessageContaining("latency");
    }

    @Test
    void toString_containsNoHeaderAndNoQuery() {
        ApiCall call = ApiCall.builder("MyAPI").endpoint("https://u:pw@api.example.com/v1/x?token=secret-1")
                .method("GET")
                .status(200).latency(Duration.ofMillis(7)).rateLimitHeaders(Map.of("X-RateLimit-Policy", "secret-2"))
                .build();

        assertThat(call).hasToString("ApiCall[MyAPI GET /v1/x 200, 7 ms]");
    }

    @Test
    void toString_ofAnyCallThatWasBuilt_doesNotThrow() {
        assertThatCode(() -> {
            try {
                ApiCall.builder("A").method("GET").status(200).latency(ChronoUnit.FOREVER.getDuration()).build()
                        .toString();
            } catch (IllegalArgumentException refused) {
                // just as good: such a call is never sent
            }
        }).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01T00:00:00Z", "0000-12-31T23:59:59.999Z",
            "+1000000000-12-31T23:59:59.999999999Z"})
    void timestampThatTheWireCannotExpress_isRejectedWithAllOtherProblems(String timestamp) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ApiCall.builder("").method("GET").status(200).timestamp(Instant.parse(timestamp)).build())
                .withMessage(
                        "invalid ApiCall: api must not be blank; timestamp must be in the years 0001 to 9999, but is "
                                + timestamp);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallFailed.builder("").method("GET").timestamp(Instant.parse(timestamp)).build())
                .withMessage(
                        "invalid CallFailed: api must not be blank; timestamp must be in the years 0001 to 9999, but is "
                                + timestamp);
        assertThatIllegalArgumentException().isThrownBy(() -> CallFailed.of("A", "/", "GET", Instant.parse(timestamp),
                Optional.empty(), FailureKind.UNKNOWN)).withMessageContaining("timestamp must be in the years");
    }
}
