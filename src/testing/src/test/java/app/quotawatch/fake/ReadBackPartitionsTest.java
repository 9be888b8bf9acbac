package app.quotawatch.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import app.quotawatch.quota.QuotaWindow;

/** Several keys, models, resources and routes behind one base URL are each read as the provider counted them, at every step. */
class ReadBackPartitionsTest {

    private static final int CALLS = 40;

    static Stream<Case> cases() {
        return Stream.of(
                new Case("openai", "gpt-4o: requests 9/min, tokens 100/min; o1: requests 5/min, tokens 70/min",
                        "credential",
                        call("POST", "/v1/chat/completions", "{\"model\":\"gpt-4o\"}", "Authorization", "Bearer sk-1"),
                        call("POST", "/v1/chat/completions", "{\"model\":\"o1\"}", "Authorization", "Bearer sk-1"),
                        call("POST", "/v1/chat/completions", "{\"model\":\"gpt-4o\"}", "Authorization", "Bearer sk-2"),
                        call("POST", "/v1/chat/completions", "{\"model\":\"o1\"}", "Authorization", "Bearer sk-2")),
                new Case("openai", "requests 9/min, tokens 100/min", "header:OpenAI-Project",
                        call("POST", "/v1/embeddings", "{}", "Authorization", "Bearer sk-1", "OpenAI-Project", "one"),
                        call("POST", "/v1/embeddings", "{}", "Authorization", "Bearer sk-2", "OpenAI-Project", "two")),
                new Case("azure-openai", "requests 9/min, tokens 100/min", "endpoint",
                        call("POST", "/openai/deployments/alpha/chat/completions", "{}", "api-key", "1"),
                        call("POST", "/openai/deployments/beta/chat/completions", "{}", "api-key", "1")),
                new Case("azure-openai", "requests 9/min, tokens 100/min", "credential",
                        call("POST", "/openai/deployments/alpha/chat/completions", "{}", "api-key", "1"),
                        call("POST", "/openai/deployments/alpha/chat/completions", "{}", "api-key", "2")),
                new Case("anthropic", "input-tokens 90/min, output-tokens 80/min; claude: requests 9/min;"
                        + "haiku: requests 5/min, input-tokens 70/min, output-tokens 60/min", "credential",
                        call("POST", "/v1/messages", "{\"model\":\"claude\"}", "x-api-key", "1"),
                        call("POST", "/v1/messages", "{\"model\":\"haiku\"}", "x-api-key", "1"),
                        call("POST", "/v1/messages", "{\"model\":\"claude\"}", "x-api-key", "2")),
                new Case("github", "core: requests 9/min; search: requests 9/min",
                        "response-header:X-RateLimit-Resource",
                        call("GET", "/user", "", "Authorization", "Bearer 1"),
                        call("GET", "/search/issues", "", "Authorization", "Bearer 1")),
                new Case("github", "core: requests 9/min; search: requests 5/min", "credential",
                        call("GET", "/user", "", "Authorization", "Bearer 1"),
                        call("GET", "/user", "", "Authorization", "token 2"),
                        call("GET", "/search/issues", "", "Authorization", "token 2")),
                new Case("shopify", "requests 9/min", "credential",
                        call("GET", "/admin/api/products.json", "", "X-Shopify-Access-Token", "1"),
                        call("GET", "/admin/api/orders.json", "", "X-Shopify-Access-Token", "2")),
                new Case("discord", "requests 9/min", "endpoint",
                        call("GET", "/api/v10/guilds/1", "", "Authorization", "Bot 1"),
                        call("GET", "/api/v10/channels/1/messages", "", "Authorization", "Bot 1")),
                new Case("discord", "requests 9/min", "response-header:X-RateLimit-Bucket",
                        call("GET", "/api/v10/guilds/1", "", "Authorization", "Bot 1"),
                        call("POST", "/api/v10/channels/1/messages", "{}", "Authorization", "Bot 1"),
                        call("GET", "/api/v10/channels/1/messages", "", "Authorization", "Bot 1")),
                new Case("docker-hub", "authenticated: requests 9/min; anonymous: requests 5/min", "credential",
                        call("GET", "/v2/library/alpine/manifests/latest", "", "Authorization", "Bearer one"),
                        call("GET", "/v2/library/alpine/manifests/latest", "", "Authorization", "Bearer two"),
                        call("GET", "/v2/library/alpine/manifests/latest", "")),
                new Case("ietf", "burst: requests 9/min; daily: requests 30/day", "credential",
                        call("GET", "/", "", "Authorization", "Bearer one"),
                        call("GET", "/", "", "Authorization", "Bearer two")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void partitions_areReadEachByItself(Case c) throws Exception {
        try (FakeApi api = FakeApi.builder(c.provider).limits(c.limits).clock(FakeClock.stoppedAt(ReadBackTest.START))
                .start()) {
            Library library = new Library(api, c.partition);
            Random order = new Random(7);

            for (int i = 0; i < CALLS; i++) {
                Call call = c.calls.get(order.nextInt(c.calls.size()));
                library.call(call.method, call.path, call.body, call.headers);

                assertThat(library.quota().windows()).filteredOn(window -> !isSum(c, window))
                        .extracting(ReadBackPartitionsTest::text).as("after %s calls", i + 1)
                        .containsExactlyInAnyOrderElementsOf(api.windows().stream()
                                .filter(window -> !ReadBackTest.HIDDEN.contains(window.unit()))
                                .map(ReadBackPartitionsTest::text).toList());
            }
            assertThat(api.rejected()).isPositive();
        }
    }

    /* Anthropic's sum of both kinds of tokens. */
    private static boolean isSum(Case c, QuotaWindow window) {
        return c.provider.equals("anthropic") && (window.limit().orElse(0) == 170 || window.limit().orElse(0) == 130);
    }

    private static String text(QuotaWindow window) {
        return window.unit() + " " + window.remaining().orElse(-1) + " of " + window.limit().orElse(-1);
    }

    private static String text(FakeWindow window) {
        return (window.unit().contains("tokens") ? "tokens" : window.unit()) + " " + window.remaining() + " of "
                + window.limit();
    }

    private static Call call(String method, String path, String body, String... headers) {
        return new Call(method, path, body, headers);
    }

    record Call(String method, String path, String body, String... headers) {}

    record Case(String provider, String limits, String partition, List<Call> calls) {

        Case(String provider, String limits, String partition, Call... calls) {
            this(provider, limits, partition, List.of(calls));
        }

        @Override
        public String toString() {
            return provider + " by " + partition + ": " + limits;
        }
    }
}
