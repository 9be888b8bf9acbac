package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.EndpointStyle;
import app.quotawatch.testing.RecordingSink;
import app.quotawatch.time.Clocks;

/** Whose numbers a response carries that is not from the URL that was called. */
class RedirectedCallTest {

    private static final Map<String, String> NUMBERS = Map.of("X-RateLimit-Remaining", "7", "Content-Type",
            "text/plain");

    private final RecordingSink sink = new RecordingSink();
    private final CallObserver observer = observer(Apis.api("https://api.example.com/v1"),
            Apis.api("https://files.example.com"));

    private CallObserver observer(ApiConfig... apis) {
        return new CallObserver(new ApiMatcher(List.of(apis), Apis.INGEST), EndpointStyle.PATH, Clocks.system(), sink);
    }

    private void answer(String url, int status) {
        observer.start("GET", URI.create("https://api.example.com/v1/x"))
                .answeredBy(url == null ? null : URI.create(url), status, NUMBERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.example.com/v1/y", "https://API.example.com:443/v1/y?z=1",
            "https://api.example.com/login"})
    void numbersOfTheSameOrigin_areTheCalledApis(String url) {
        answer(url, 200);

        assertThat(sink.calls).singleElement().satisfies(call -> {
            assertThat(call.endpoint()).isEqualTo("/v1/x");
            assertThat(call.rateLimitHeaders()).containsOnlyKeys("x-ratelimit-remaining");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example.com/v1/y", "http://api.example.com/v1/y",
            "https://api.example.com:8443/v1/y", "https://ingest.quotawatch.app/v1/ingest", "mailto:a@example.com",
            "/y"})
    void numbersOfAnotherOrigin_areNobodys(String url) {
        answer(url, 429);

        assertThat(sink.calls).singleElement().satisfies(call -> {
            assertThat(call.endpoint()).isEqualTo("/v1/x");
            assertThat(call.status()).isEqualTo(429);
            assertThat(call.hit429()).isFalse();
            assertThat(call.rateLimitHeaders()).isEmpty();
        });
        assertThat(sink.errors).isEmpty();
    }

    @Test
    void numbersOfAnotherConfiguredApi_areThatApis() {
        answer("https://files.example.com/y?token=hush", 429);

        assertThat(sink.calls).extracting(ApiCall::api, ApiCall::endpoint, ApiCall::hit429).containsExactly(
                tuple("https://api.example.com/v1", "/v1/x", false),
                tuple("https://files.example.com", "/y", true));
        assertThat(sink.calls.get(0).rateLimitHeaders()).isEmpty();
        assertThat(sink.calls.get(1).rateLimitHeaders()).containsOnlyKeys("x-ratelimit-remaining");
        assertThat(sink.calls.get(1).latency()).as("unknown").isEqualTo(Duration.ZERO);
    }

    @Test
    void numbersOfAnUnknownOrigin_areNotRead() {
        answer(null, 429);

        assertThat(sink.calls).singleElement().satisfies(call -> {
            assertThat(call.rateLimitHeaders()).isEmpty();
            assertThat(call.hit429()).isTrue();
        });
    }

    @Test
    void partitionByEndpoint_isThatOfTheEndpointThatResponded() {
        observer(ApiConfig.builder("Example").baseUrl("https://api.example.com").partition("endpoint").build())
                .start("GET", URI.create("https://api.example.com/v1/x"))
                .answeredBy(URI.create("https://api.example.com/v2/y"), 200, NUMBERS);

        assertThat(sink.calls).singleElement().satisfies(call -> {
            assertThat(call.endpoint()).isEqualTo("/v1/x");
            assertThat(call.partition()).hasValue("/v2/y");
        });
    }
}
