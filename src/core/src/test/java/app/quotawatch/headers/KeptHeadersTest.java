package app.quotawatch.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything about a quota is kept, nothing that identifies somebody. */
class KeptHeadersTest {

    private static String kept(String name, Object value) {
        return RateLimitHeaders.select(Collections.singletonMap(name, value))
                .get(name.toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-RateLimit-Limit", "RateLimit-Remaining", "x-rate-limit-reset", "RateLimit",
            "Retry-After",
            "anthropic-ratelimit-requests-limit", "x-ratelimit-anything", "X-Shopify-Shop-Api-Call-Limit",
            "X-Contentful-RateLimit-Hour-Limit", "X-MBX-USED-WEIGHT-1M", "x-ms-retry-after-ms", "X-DayLimit-Remaining"})
    void quotaHeaders_areKept(String name) {
        assertThat(kept(name, "42")).isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-RateLimit-User", "X-RateLimit-Key", "x-ratelimit-apikey", "x-ratelimit-api-key",
            "ratelimit-source", "x-rate-limit-ip", "x-ratelimit-clientip", "X-RateLimit-Account-Id",
            "x-ratelimit-userid",
            "x-ratelimit-organization", "anthropic-ratelimit-organization-id", "x-ratelimit-client",
            "x-ratelimit-tenant",
            "anthropic-organization-id", "X-ELS-APIKey", "X-Pagination-Limit", "X-Limit", "X-Total-Count",
            "Content-Range",
            "Cache-Control", "x-request-id", "x-page-limit", "Access-Control-Expose-Headers", "x-ratelimit-l\u0131mit",
            "x-ratelimit-\r\nlimit", "x-ratelimit limit"})
    void otherHeaders_areNotKept(String name) {
        assertThat(RateLimitHeaders.select(Map.of(name, "42"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"x-ratelimit-resource|core", "x-ratelimit-bucket|abcd1234",
            "x-ratelimit-name|search api",
            "x-ratelimit-policy|free-plan", "x-ratelimit-user-limit|500",
            "x-ratelimit-reset|2025-11-02T12:31:28.675446123Z",
            "x-ratelimit-reset|565.087\u00b5s", "retry-after|Wed, 20 Oct 2021 16:33:58 GMT",
            "x-ratelimit-limit|100000000", "ratelimit|\"a\";r=100000000;t=5",
            "x-rate-limit-problem|day", "x-ratelimit-reason|limit exceeded", "x-ratelimit-anything|12",
            "x-ratelimit-resource|gpt-4o-2024-08-06", "x-ratelimit-limit|1234567890",
            "x-ratelimit-reset|2025-11-02 12:31:28", "x-ratelimit-reset|2025-10-01T14:00:30+02:00[Europe/Paris]",
            "x-ratelimit-limit|100 per 1 hour", "x-ratelimit-remaining|59 of 60"})
    void valuesThatNameAQuota_areKept(String name, String value) {
        assertThat(kept(name, value)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"x-ratelimit-resource|alice@example.com", "x-ratelimit-bucket|192.0.2.16",
            "x-ratelimit-name|00000000-0000-4000-8000-000000000000", "x-ratelimit-group|sk_live_000000000000",
            "x-ratelimit-scope|2001:db8::1", "x-ratelimit-policy|user-4711471147", "x-ratelimit-limit-user|alice",
            "x-ratelimit-info|192.0.2.16", "x-ratelimit-info|4711471147", "x-ratelimit-resource|<script>",
            "ratelimit|\"192.0.2.16\";r=5", "x-ratelimit|{\"limit\":5,\"user\":\"alice\"}",
            "x-app-usage|{\"a\":{\"b\":1}}",
            "x-ratelimit-message|Customer Jane Doe has used up the plan", "x-ratelimit-reason|jane",
            "x-ratelimit-card|4111 1111 1111 1111", "x-ratelimit-limit|4111 1111 1111 1111",
            "x-ratelimit-limit|+49 170 1234567", "x-ratelimit-phone|0170-1234-567", "x-ratelimit-resource|Jane Doe",
            "x-ratelimit-name|the plan of jane doe", "x-ratelimit-resource|call 170 123 45 67",
            "x-ratelimit-help|https://example.com/t/abc", "x-ratelimit-details|plan=jane",
            "x-ratelimit|{\"limit\":5,\"message\":\"jane\"}", "x-ratelimit|{\"limit\":5,\"phone\":491701234567}",
            "x-ratelimit|{\"limit\":5,\"userId\":12}",
            "x-rate-limit|token:7O5W7QGZABCDEFGHIJKL 998/1000 reset=48123s",
            "x-rate-limit-request-forwarded-for|203.0.113.7", "x-rate-limit-request-remote-addr|1.2.3.4:5678",
            "x-ratelimit-limit|\u0661\u0660", "x-ratelimit-reset|a1b2c3d4e5f6a1b2c3d4e5f6"})
    void valuesThatMayIdentifySomebody_areNotKept(String name, String value) {
        assertThat(kept(name, value)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"a\";q=5;w=10;pk=:dXNlcg==:|\"a\";q=5;w=10",
            "\"a\";pk=:YQ==:;q=5, \"b\";q=7|\"a\";q=5, \"b\";q=7",
            "\"a\";q=5;partition-key=\"u;1\";w=9|\"a\";q=5;w=9", "100;w=60;user=12|100;w=60",
            "100;w=60;comment=\"of alice\"|100;w=60",
            "100;w=60;burst=1000|100;w=60;burst=1000", "100;w=60;name=\"ip:192.0.2.1\"|100;w=60"})
    void parametersThatIdentifyWhomAPolicyCounts_areRemoved(String value, String kept) {
        assertThat(kept("ratelimit-policy", value)).isEqualTo(kept);
    }

    @Test
    void remarkBehindAUsage_isRemoved() {
        assertThat(kept("sforce-limit-info", "api-usage=18/5000; per-app-api-usage=17/250(appName=mine)"))
                .isEqualTo("api-usage=18/5000; per-app-api-usage=17/250");
    }

    @Test
    void repeatedHeaders_areJoined() {
        assertThat(kept("RateLimit", List.of("\"a\";r=1", "\"b\";r=2"))).isEqualTo("\"a\";r=1, \"b\";r=2");
        assertThat(kept("RateLimit", List.of())).isNull();
    }

    @Test
    void valueOfMoreThan256Characters_isLeftOut() {
        assertThat(kept("x-ratelimit-limit", "1".repeat(256))).hasSize(256);
        assertThat(kept("x-ratelimit-limit", "1".repeat(257))).isNull();
        assertThat(kept("x-ratelimit-limit", List.of("1".repeat(200), "1".repeat(200)))).isNull();
        assertThat(RateLimitHeaders.select(Map.of("x-ratelimit-" + "a".repeat(245), "1"))).isEmpty();
    }

    @Test
    void moreThan32Headers_areLeftOut() {
        Map<String, String> headers = new java.util.LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            headers.put("x-ratelimit-limit-d" + i, "1");
        }
        assertThat(RateLimitHeaders.select(headers)).hasSize(32).containsKey("x-ratelimit-limit-d31");
    }

    @Test
    void keptHeaders_haveTheOrderOfTheResponse() {
        Map<String, String> headers = new java.util.LinkedHashMap<>();
        headers.put("X-RateLimit-Reset", "1");
        headers.put("Date", "x");
        headers.put("X-RateLimit-Limit", "2");
        assertThat(RateLimitHeaders.select(headers).keySet()).containsExactly("x-ratelimit-reset", "x-ratelimit-limit");
    }
}
