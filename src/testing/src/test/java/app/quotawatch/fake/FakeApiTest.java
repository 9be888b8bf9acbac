package app.quotawatch.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

class FakeApiTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void keysAndModels_areCountedEachByItself(
            @FakeProvider(value = "openai", limits = "requests 2/min; o1: requests 1/min") FakeApi openAi)
            throws Exception {
        assertThat(chat(openAi, "sk-1", "gpt-4o").statusCode()).isEqualTo(200);
        assertThat(chat(openAi, "sk-1", "o1").statusCode()).isEqualTo(200);
        assertThat(chat(openAi, "sk-1", "o1").statusCode()).isEqualTo(429);
        assertThat(chat(openAi, "sk-2", "o1").statusCode()).isEqualTo(200);

        assertThat(openAi.requests()).isEqualTo(4);
        assertThat(openAi.requests("o1")).isEqualTo(3);
        assertThat(openAi.rejected()).isEqualTo(1);
        assertThat(openAi.rejected("gpt-4o")).isZero();
        assertThat(openAi.remaining("gpt-4o", "requests")).isEqualTo(1);
        assertThat(openAi.window("sk-2", "o1", "requests").used()).isEqualTo(1);
        assertThat(openAi.window("sk-3", "o1", "requests").used()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> openAi.remaining("o1", "requests"))
                .withMessageContaining("several").withMessageNotContaining("sk-1");
        assertThat(openAi.toString()).contains("3 served, 1 rejected, 0 failed").doesNotContain("sk-1");
    }

    @Test
    void sharedLimit_isOneForAllOfItsModels(
            @FakeProvider(value = "openai", limits = "gpt-4o + o1: requests 2/min") FakeApi openAi) throws Exception {
        chat(openAi, "sk-1", "gpt-4o");
        chat(openAi, "sk-1", "o1");

        assertThat(chat(openAi, "sk-1", "gpt-4o").statusCode()).isEqualTo(429);
        assertThat(openAi.remaining("o1", "requests")).isZero();
        assertThat(openAi.requests("gpt-4o")).isEqualTo(2);
        assertThat(openAi.rejected("gpt-4o")).isEqualTo(1);
        assertThat(openAi.requests("o1")).isEqualTo(1);
        assertThat(openAi.requests("gpt-4o+o1")).isEqualTo(3);
    }

    @Test
    void concurrentRequests_areAdmittedUpToTheLimit(
            @FakeProvider(value = "github", limits = "requests 30/h") FakeApi gitHub) {
        List<CompletableFuture<Integer>> statuses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            statuses.add(HTTP.sendAsync(HttpRequest.newBuilder(gitHub.uri().resolve("/user")).build(),
                    BodyHandlers.ofString()).thenApply(HttpResponse::statusCode));
        }

        assertThat(statuses.stream().map(CompletableFuture::join)).filteredOn(status -> status == 200).hasSize(30);
        assertThat(gitHub.rejected()).isEqualTo(20);
    }

    @Test
    void orderedOutcomes_comeOnceEachAndTakeNothing(@FakeProvider("anthropic") FakeApi anthropic) throws Exception {
        anthropic.next(FakeOutcome.status(500), FakeOutcome.reset(), FakeOutcome.overloaded(), FakeOutcome.timeout());

        assertThat(chat(anthropic, "sk-1", "claude").body()).contains("api_error");
        assertThatThrownBy(() -> chat(anthropic, "sk-1", "claude")).isInstanceOf(IOException.class);
        assertThat(chat(anthropic, "sk-1", "claude").statusCode()).isEqualTo(529);
        assertThatThrownBy(() -> HTTP.send(request(anthropic, "sk-1", "claude").timeout(Duration.ofMillis(300)).build(),
                BodyHandlers.ofString())).isInstanceOf(HttpTimeoutException.class);
        assertThat(anthropic.windows()).allMatch(window -> window.used() == 0);
        assertThat(chat(anthropic, "sk-1", "claude").statusCode()).isEqualTo(200);

        assertThat(anthropic.failed()).isEqualTo(4);
        assertThat(anthropic.served()).isEqualTo(1);
    }

    @Test
    void redirect_hasTheLimitsOfItsOrigin(@FakeProvider("github") FakeApi gitHub, @FakeProvider("ietf") FakeApi other)
            throws Exception {
        gitHub.next(FakeOutcome.redirect(other.uri().resolve("/moved")));

        HttpResponse<String> redirect = get(gitHub, "/user");

        assertThat(redirect.statusCode()).isEqualTo(307);
        assertThat(redirect.headers().firstValue("Location")).hasValue(other.uri() + "/moved");
        assertThat(redirect.headers().firstValue("X-RateLimit-Remaining")).hasValue("4999");
        assertThat(other.requests()).isZero();
    }

    @Test
    void skew_isInTheDateAndInTheResets(@FakeProvider("github") FakeApi gitHub) throws Exception {
        gitHub.skew(Duration.ofHours(2));

        HttpResponse<String> response = get(gitHub, "/user");

        Instant date = ZonedDateTime.parse(response.headers().firstValue("Date").orElseThrow(),
                DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        assertThat(date).isEqualTo(Instant.ofEpochSecond(gitHub.clock().instant().plusSeconds(7200).getEpochSecond()));
        assertThat(response.headers().firstValue("X-RateLimit-Reset"))
                .hasValue(
                        Long.toString(gitHub.window("core", "requests").resetAt().plusSeconds(7200).getEpochSecond()));
    }

    @Test
    void content_isServedAndMissingContentIsNotFound() throws Exception {
        try (FakeApi gitHub = FakeApi.builder("github").rejectionStatus(429).limits("core: requests 2/h")
                .content(request -> request.path().equals("/user") ? Optional.of("{\"id\":1}") : Optional.empty())
                .start()) {
            assertThat(get(gitHub, "/user").body()).isEqualTo("{\"id\":1}");
            assertThat(get(gitHub, "/nothing").statusCode()).isEqualTo(404);
            assertThat(get(gitHub, "/user").statusCode()).isEqualTo(429);
            assertThat(gitHub.served()).isEqualTo(1);
            assertThat(gitHub.failed()).isEqualTo(1);
        }
    }

    @Test
    void close_endsEveryThreadAndConnection() {
        FakeApi stripe = FakeApi.builder("stripe").start();
        stripe.next(FakeOutcome.timeout());
        stripe.latency(Duration.ofHours(1));
        var waiting = HTTP.sendAsync(HttpRequest.newBuilder(stripe.uri()).build(), BodyHandlers.ofString());
        var delayed = HTTP.sendAsync(HttpRequest.newBuilder(stripe.uri()).build(), BodyHandlers.ofString());
        while (stripe.requests() < 2) {
            Thread.onSpinWait();
        }

        stripe.close();
        stripe.close();

        assertThat(waiting).failsWithin(Duration.ofSeconds(10));
        assertThat(delayed).failsWithin(Duration.ofSeconds(10));
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("quotawatch-fake-stripe"));
    }

    @Test
    void takenPort_isReported(@FakeProvider("slack") FakeApi slack) {
        assertThatThrownBy(() -> FakeApi.builder("slack").port(slack.uri().getPort()).start())
                .isInstanceOf(UncheckedIOException.class).hasMessageContaining("port " + slack.uri().getPort());
    }

    @Test
    void invalidLimits_areReportedAllAtOnce() {
        FakeApiBuilder builder = FakeApi.builder("openai").limits("""
                gpt-4o: requests 500/fortnight, tokens many/min
                o1: bytes 5/s, requests 0/s; o1: requests 1/s
                o1: requests 2/s;: requests 99999999999999999999/s, requests 1/400day""");

        assertThatIllegalArgumentException().isThrownBy(builder::start).withMessage("""
                invalid limits of the provider openai:
                - "requests 500/fortnight": "fortnight" is not a period such as s, min, h or day
                - "tokens many/min" is not a limit such as "requests 500/min"
                - "bytes" is not limited here, but requests, tokens
                - o1 requests: the amount must be at least 1
                - o1 requests: limited twice
                - nothing before the colon of ": requests 99999999999999999999/s, requests 1/400day"
                - "requests 99999999999999999999/s": the amount is not a number, or too large
                -  requests: the period must be longer than 0 and at most 366 days""");
    }

    @Test
    void limitsByCode_areValidatedAsThoseInTheText() {
        FakeApiBuilder builder = FakeApi.builder("slack").limit("users.list", "requests", -1, Duration.ofMinutes(1))
                .limit("*", "requests", 5, Duration.ofMinutes(-1)).limit(" ", "requests", 5, Duration.ofMinutes(1))
                .limit("a + b", "requests", 1, Duration.ofMinutes(1)).limit("b", "requests", 1, Duration.ofMinutes(1))
                .limit("*", "messages", 5, Duration.ofMinutes(1));

        assertThatIllegalArgumentException().isThrownBy(builder::start).withMessage("""
                invalid limits of the provider slack:
                - users.list requests: the amount must be at least 1
                - * requests: the period must be longer than 0 and at most 366 days
                - requests: the scope is empty; * means any
                - b requests: limited twice
                - "messages" is not limited here, but requests""");
    }

    @Test
    void policyWithTwoLimits_isReported() {
        FakeApiBuilder builder = FakeApi.builder("ietf").limits("requests 5/s, content-bytes 9/s");

        assertThatIllegalArgumentException().isThrownBy(builder::start)
                .withMessageContaining("the policy default has several limits");
    }

    @Test
    void requestLargerThanTheLimit_isRejectedWithoutRetryAfter(
            @FakeProvider(value = "openai", limits = "tokens 10/min") FakeApi openAi) throws Exception {
        HttpResponse<String> response = chat(openAi, "sk-1", "gpt-4o");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.body()).contains("Request too large for gpt-4o on tokens: Limit 10, Requested 13.");
        assertThat(response.headers().firstValue("retry-after")).isEmpty();
        assertThat(openAi.remaining("gpt-4o", "tokens")).isEqualTo(10);
    }

    @Test
    void secondaryLimitOfGitHub_countsPoints(
            @FakeProvider(value = "github", limits = "rest: points 6/min") FakeApi gitHub) throws Exception {
        assertThat(chat(gitHub, "ghp_1", "").statusCode()).isEqualTo(200);

        HttpResponse<String> response = chat(gitHub, "ghp_1", "");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("secondary rate limit");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(response.headers().firstValue("X-RateLimit-Remaining")).hasValue("4999");
        gitHub.clock().advance(Duration.ofMinutes(1));
        assertThat(chat(gitHub, "ghp_1", "").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(FakeApi api, String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(api.uri().resolve(path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> chat(FakeApi api, String key, String model) throws Exception {
        return HTTP.send(request(api, key, model).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(FakeApi api, String key, String model) {
        return HttpRequest.newBuilder(api.uri().resolve("/v1/chat/completions"))
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString("{\"messages\":[{\"model\":\"none\"}], \"model\" : \"" + model + "\"}"));
    }
}
