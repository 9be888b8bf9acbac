package app.quotawatch.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import app.quotawatch.quota.QuotaWindow;

/** What the library reads is what the provider has counted, at every step. */
class ReadBackTest {

    static final Instant START = Instant.parse("2026-05-07T12:00:00.250Z");
    /* what no header shows */
    static final Set<String> HIDDEN = Set.of("global-requests", "points");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MONTH = Duration.ofDays(30);

    /* In reset forms: of the notation, what is the difference between two neighbouring instants? */
    static Stream<Case> cases() {
        Case openAi = new Case("openai", "", "POST", "/v1/chat/completions", "{\"model\":\"gpt-4o\"}",
                Duration.ofMillis(1), true);
        Case azure = new Case("azure-openai", "", "POST", "/openai/deployments/chat/chat/completions", "{}", SECOND,
                true);
        Case anthropic = new Case("anthropic", "", "POST", "/v1/messages", "{\"model\":\"claude\"}", SECOND, true);
        Case gitHub = new Case("github", "", "GET", "/repos/acme/rocket/issues", "", SECOND, true);
        Case shopify = new Case("shopify", "", "GET", "/admin/api/2026-04/products.json", "", SECOND, false);
        Case discord = new Case("discord", "", "POST", "/api/v10/channels/1/messages", "{}", Duration.ofMillis(1),
                true);
        Case docker = new Case("docker-hub", "", "GET", "/v2/library/alpine/manifests/latest", "", SECOND, false);
        Case ietf = new Case("ietf", "", "GET", "/", "", SECOND, true);
        return Stream.of(
                openAi.limits("requests 3/18s, tokens 100/9s"),
                openAi.limits("requests 5/8s, tokens 1000/36min"), openAi.limits("requests 4/40h, tokens 64/7h"),
                openAi.limits("requests 7/13s, tokens 17/3day"),
                azure.limits("requests 3/60s, tokens 99/min"), azure.limits("requests 4/h, tokens 7/day"),
                azure.limits("requests 5/1s, tokens 9/2s"),
                anthropic.limits("requests 3/min, input-tokens 1000/min, output-tokens 500/min"),
                anthropic.limits("requests 4/h, input-tokens 30/day, output-tokens 900/10s"),
                gitHub.limits("requests 4/h"), gitHub.limits("requests 4/30s"), gitHub.limits("core: requests 3/day"),
                gitHub.limits("search: requests 2/min").path("/search/issues"),
                shopify, shopify.limits("requests 4/2s"),
                discord.limits("requests 3/1700ms"), discord.limits("channels: requests 5/5s"),
                discord.limits("channels: requests 2/3h"),
                docker.limits("requests 3/6h"), docker.limits("anonymous: requests 4/60s"),
                ietf.limits("default: requests 3/30s"), ietf.limits("burst: requests 9/10s; daily: requests 4/day"),
                ietf.limits("peruser: requests 7/h; other: requests 3/90s"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void library_readsWhatTheProviderCounted(Case c) throws Exception {
        try (FakeApi api = c.start()) {
            c.assertReadUntilRejectedAndReset(api, c.resolution, MONTH);
        }
    }

    static Stream<Arguments> casesInEveryResetForm() {
        return cases().filter(c -> Stream.of("openai", "azure-openai", "anthropic", "github", "discord")
                .anyMatch(c.provider::equals))
                .flatMap(c -> Stream.of(ResetForm.values()).map(form -> Arguments.of(c, form)));
    }

    @ParameterizedTest
    @MethodSource("casesInEveryResetForm")
    void library_readsEveryResetFormOfEveryProvider(Case c, ResetForm form) throws Exception {
        try (FakeApi api = c.start(new ReformingDialect(Dialects.named(c.provider), form))) {
            c.assertReadUntilRejectedAndReset(api, form.resolution(), form.longest());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void library_readsWhatTheProviderCounted_whenItsClockIsWrong(Case c) throws Exception {
        try (FakeApi api = c.start()) {
            Library library = new Library(api);

            for (Duration skew : List.of(Duration.ofHours(-3), Duration.ofMinutes(50))) {
                api.skew(skew);
                c.call(library);
                c.assertRead(library, api, c.resolution.plus(SECOND), MONTH);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void retryAfter_isWhenTheNextCallIsAdmitted(Case c) throws Exception {
        try (FakeApi api = c.start()) {
            Library library = new Library(api);
            HttpResponse<String> response = c.call(library);
            while (api.rejected() == 0) {
                assertThat(library.quota().retryAfter()).isEmpty();
                response = c.call(library);
            }
            if (response.headers().firstValue("Retry-After").isEmpty()) {
                assertThat(library.quota().retryAfter()).isEmpty();
                return;
            }

            Instant retryAfter = library.quota().retryAfter().orElseThrow();

            Duration wait = Duration.between(api.clock().instant(), retryAfter);
            api.clock().advance(wait.minusMillis(1001).isNegative() ? Duration.ZERO : wait.minusMillis(1001));
            assertThat(c.call(library).statusCode()).as("more than a second before").isEqualTo(429);
            api.clock().advance(Duration.between(api.clock().instant(), retryAfter));
            assertThat(c.call(library).statusCode()).as("at that time").isEqualTo(200);
        }
    }

    @Test
    void largeLimitOfAnthropic_isReadAsRounded() throws Exception {
        try (FakeApi api = FakeApi.builder("anthropic").start()) {
            Library library = new Library(api);

            library.call("POST", "/v1/messages", "x".repeat(7200));

            assertThat(api.remaining("input-tokens")).isEqualTo(28_200);
            assertThat(window(library, 30_000).remaining()).hasValue(28_000);
            assertThat(window(library, 38_000).remaining()).hasValue(36_000);
        }
    }

    @Test
    void stripeAndSlack_reportNoWindow() throws Exception {
        try (FakeApi stripe = FakeApi.builder("stripe").limits("requests 1/s").start();
                FakeApi slack = FakeApi.builder("slack").limits("requests 1/30s").start()) {
            Library payments = new Library(stripe);
            Library chat = new Library(slack);

            for (int i = 0; i < 2; i++) {
                payments.call("GET", "/v1/customers", "", "Authorization", "Bearer sk_test_1");
                chat.call("POST", "/api/users.list", "", "Authorization", "Bearer xoxb-1");
            }

            assertThat(stripe.rejected("test")).isEqualTo(1);
            assertThat(payments.quota().windows()).isEmpty();
            assertThat(payments.quota().retryAfter()).isEmpty();
            assertThat(slack.rejected("users.list")).isEqualTo(1);
            assertThat(chat.quota().windows()).isEmpty();
            assertThat(chat.quota().retryAfter()).hasValueSatisfying(
                    at -> assertThat(at).isBetween(slack.window("users.list", "requests").resetAt(),
                            slack.window("users.list", "requests").resetAt().plusSeconds(1)));
        }
    }

    @Test
    void secondaryLimitOfGitHub_leavesTheWindowAsItIs() throws Exception {
        try (FakeApi gitHub = FakeApi.builder("github").limits("core: requests 10/h").start()) {
            Library library = new Library(gitHub);
            library.call("GET", "/user", "");
            gitHub.next(FakeOutcome.secondaryLimit(Duration.ofSeconds(30)));

            HttpResponse<String> response = library.call("GET", "/user", "");

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(window(library, 10).remaining()).hasValue(9);
            assertThat(library.kept()).containsEntry("retry-after", "30");
        }
    }

    @Test
    void sourceOfDockerHub_isNotKept() throws Exception {
        try (FakeApi hub = FakeApi.builder("docker-hub").start()) {
            Library library = new Library(hub);

            HttpResponse<String> response = library.call("HEAD", "/v2/library/alpine/manifests/latest", "",
                    "Authorization", "Bearer someone");

            String source = response.headers().firstValue("docker-ratelimit-source").orElseThrow();
            assertThat(source).isNotEqualTo("someone");
            assertThat(hub.remaining("requests")).isEqualTo(200);
            assertThat(window(library, 200).remaining()).hasValue(200);
            assertThat(library.kept().toString()).doesNotContain(source).doesNotContain("docker-ratelimit-source");
        }
    }

    @Test
    void globalLimitOfDiscord_reportsNoRoute() throws Exception {
        try (FakeApi discord = FakeApi.builder("discord").limits("global-requests 1/s").start()) {
            Library library = new Library(discord);
            library.call("GET", "/api/v10/guilds/7/members/8", "");

            HttpResponse<String> response = library.call("GET", "/api/v10/channels/7", "");

            assertThat(response.headers().firstValue("X-RateLimit-Scope")).hasValue("global");
            assertThat(response.headers().firstValue("X-RateLimit-Bucket")).isEmpty();
            assertThat(discord.window("GET /guilds/7/members/{id}", "requests").used()).isEqualTo(1);
            assertThat(discord.window("GET /channels/7", "requests").used()).isZero();
            assertThat(library.quota().retryAfter()).isPresent();
        }
    }

    static QuotaWindow window(Library library, long limit) {
        List<QuotaWindow> found = library.quota().windows().stream()
                .filter(window -> window.limit().orElse(-1) == limit).toList();
        assertThat(found).as("windows of " + limit + " in " + library.quota().windows()).hasSize(1);
        return found.get(0);
    }

    /** @param resolution the smallest difference that the provider's resets can show */
    record Case(String provider, String limits, String method, String path, String body, Duration resolution,
            boolean showsReset) {

        Case limits(String limits) {
            return new Case(provider, limits, method, path, body, resolution, showsReset);
        }

        Case path(String path) {
            return new Case(provider, limits, method, path, body, resolution, showsReset);
        }

        FakeApi start() {
            return start(Dialects.named(provider));
        }

        FakeApi start(Dialect dialect) {
            return new FakeApiBuilder(dialect).limits(limits).clock(FakeClock.stoppedAt(START)).start();
        }

        HttpResponse<String> call(Library library) throws Exception {
            return library.call(method, path, body);
        }

        void assertReadUntilRejectedAndReset(FakeApi api, Duration tolerance, Duration longest) throws Exception {
            Library library = new Library(api);
            HttpResponse<String> response = call(library);
            while (api.rejected() == 0) {
                assertThat(response.statusCode()).isEqualTo(200);
                assertRead(library, api, tolerance, longest);
                response = call(library);
            }

            assertRead(library, api, tolerance, longest);
            assertThat(response.statusCode()).isEqualTo(provider.equals("github") ? 403 : 429);
            assertThat(library.quota().tightest().orElseThrow().isExhausted() || !provider.equals("github")).isTrue();

            api.windows().stream().map(FakeWindow::resetAt).max(Instant::compareTo)
                    .ifPresent(reset -> api.clock().advance(Duration.between(api.clock().instant(), reset)));
            assertThat(call(library).statusCode()).as("after the reset").isEqualTo(200);
            assertRead(library, api, tolerance, longest);
        }

        /** @param longest the longest time to a reset that is certainly read; a longer one may be unknown, but not wrong */
        void assertRead(Library library, FakeApi api, Duration tolerance, Duration longest) {
            int shown = 0;
            for (FakeWindow window : api.windows()) {
                if (!HIDDEN.contains(window.unit())) {
                    assertRead(ReadBackTest.window(library, window.limit()), window, api.clock().instant(), tolerance,
                            longest);
                    shown++;
                }
            }
            int sums = provider.equals("anthropic") ? 1 : 0;
            assertThat(library.quota().windows()).as("nothing else").hasSize(shown + sums);
        }

        private void assertRead(QuotaWindow read, FakeWindow counted, Instant now, Duration tolerance,
                Duration longest) {
            assertThat(read.remaining()).as("remaining of %s", counted).hasValue(counted.remaining());
            assertThat(read.used()).as("used of %s", counted).hasValue(counted.used());
            assertThat(read.unit()).as("unit of %s", counted)
                    .isEqualTo(counted.unit().contains("tokens") ? "tokens" : counted.unit());
            Duration until = Duration.between(now, counted.resetAt());
            if (!showsReset) {
                assertThat(read.resetAt()).as("reset of %s", counted).isEmpty();
            } else if (read.resetAt().isPresent()
                    || until.compareTo(tolerance.plus(SECOND)) > 0 && until.compareTo(longest) <= 0) {
                assertThat(read.resetAt()).as("reset of %s", counted).hasValueSatisfying(reset -> assertThat(reset)
                        .isBetween(counted.resetAt().minus(tolerance), counted.resetAt().plus(tolerance)));
            }
        }

        @Override
        public String toString() {
            return provider + ": " + limits;
        }
    }
}
