package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of a response's headers a call keeps, even if they are hostile. */
class ApiCallHeadersTest {

    private static Map<String, String> kept(Map<String, ?> headers) {
        return ApiCall.builder("A").method("GET").status(200).rateLimitHeaders(headers).build().rateLimitHeaders();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-ratelimit-remaining-requests", "X-RateLimit-Limit", "RateLimit-Reset",
            "X-Rate-Limit-Reset",
            "anthropic-ratelimit-tokens-remaining", "RateLimit", "Retry-After", "RETRY-AFTER"})
    void rateLimitHeader_inAnyCase_isKeptInLowerCase(String name) {
        assertThat(kept(Map.of(name, "43"))).containsExactly(entry(name.toLowerCase(Locale.ROOT), "43"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Cookie", "Set-Cookie", "Content-Type", "WWW-Authenticate", "X-Api-Key",
            "X-Request-Id", "X-RateLimi", "", " "})
    void otherHeader_isLeftOut(String name) {
        assertThat(kept(Map.of(name, "secret"))).isEmpty();
    }

    @Test
    void repeatedHeader_isJoined() {
        Map<String, List<String>> headers = Map.of("RateLimit", List.of("a;r=1", "b;r=2"));

        assertThat(kept(headers)).containsExactly(entry("ratelimit", "a;r=1, b;r=2"));
    }

    @Test
    void headerInTwoCases_isJoined() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Limit", "1");
        headers.put("x-ratelimit-limit", "2");

        assertThat(kept(headers)).containsExactly(entry("x-ratelimit-limit", "1, 2"));
    }

    @Test
    void headerInTwoCases_joined_isNoLongerThanAnyOther() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Limit", "1".repeat(200));
        headers.put("x-ratelimit-limit", "2".repeat(200));

        assertThat(kept(headers).values()).allMatch(value -> value.length() <= 256);
    }

    @Test
    void nulls_countAsEmpty() {
        Map<String, Object> headers = new HashMap<>();
        headers.put(null, "1");
        headers.put("X-RateLimit-Limit", null);
        headers.put("X-RateLimit-Used", Arrays.asList("1", null));
        headers.put("X-RateLimit-Reset", Arrays.asList((String) null));

        assertThat(kept(headers)).containsExactly(entry("x-ratelimit-used", "1"));
        assertThat(kept(null)).isEmpty();
    }

    @Test
    void valueOfTenKilobytes_isLeftOut_andTheOthersStay() {
        assertThat(kept(Map.of("X-RateLimit-Policy", "p".repeat(10_240), "X-RateLimit-Limit", "5")))
                .containsExactly(entry("x-ratelimit-limit", "5"));
    }

    @Test
    void lengths_upTo256Characters_areKept() {
        String name = "x-ratelimit-limit-" + "n".repeat(238);

        assertThat(kept(Map.of(name, "v".repeat(256)))).containsExactly(entry(name, "v".repeat(256)));
        assertThat(kept(Map.of(name + "n", "v"))).isEmpty();
        assertThat(kept(Map.of(name, "v".repeat(257)))).isEmpty();
        assertThat(kept(Map.of(name, List.of("v".repeat(200), "v".repeat(200))))).isEmpty();
    }

    @Test
    void nonAsciiHeaders_areHarmless() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Policy", "gr\u00f6\u00dfe \u0000\u20ac\ud83d\ude00\ud800");
        headers.put("X-RateLimit-\u0130\u20ac\ud83d", "5");
        headers.put("\u212arateLimit", "5");
        headers.put("X-RateLimit-Limit", "5");

        assertThat(kept(headers)).containsEntry("x-ratelimit-limit", "5");
    }

    @Test
    void thousandsOfHeaders_become32() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            headers.put("X-RateLimit-" + i, List.of("1"));
            headers.put("X-Other-" + i, List.of("1"));
        }

        assertThat(kept(headers)).hasSize(32).allSatisfy((name, value) -> assertThat(name).startsWith("x-ratelimit-"));
    }

    @Test
    void headersOfACall_doNotChangeWithTheMapTheyCameFrom() {
        Map<String, String> headers = new HashMap<>(Map.of("X-RateLimit-Limit", "1"));
        ApiCall call = ApiCall.builder("A").method("GET").status(200).rateLimitHeaders(headers).build();
        headers.put("X-RateLimit-Limit", "2");

        assertThat(call.rateLimitHeaders()).containsExactly(entry("x-ratelimit-limit", "1"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> call.rateLimitHeaders().put("a", "b"));
    }
}
