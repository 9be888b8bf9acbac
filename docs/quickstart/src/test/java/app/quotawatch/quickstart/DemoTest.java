package app.quotawatch.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.ingest.StoredEvent;

/** Runs the demo until both APIs have failed once and OpenAI's limit was hit, then checks the ingest's events. */
class DemoTest {

    private static List<StoredEvent> events;
    private static Outcome outcome;

    @BeforeAll
    static void runUntilEveryStatusHasOccurred() {
        Demo demo = new Demo(Options.parse(List.of("--port", "0")));
        LocalIngest ingest = demo.ingest().bundled().orElseThrow();
        try {
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(statuses(ingest.events(), "OpenAI")).contains(200, 429, 500);
                assertThat(statuses(ingest.events(), "GitHub")).contains(200, 500);
            });
        } finally {
            outcome = demo.stop();
            events = ingest.events();
        }
    }

    @AfterAll
    static void clearProperties() {
        Stream.of("openai.url", "github.url", "quotawatch.ingest-url").forEach(System::clearProperty);
    }

    @Test
    void everyCall_isRecordedAndDeliveredAndStoredOnce() {
        long calls = events.size();

        assertThat(outcome).isEqualTo(new Outcome(calls, calls, calls, 0, OptionalLong.of(calls)));
    }

    @Test
    void everyKindOfClient_isObserved() {
        assertThat(events).extracting(event -> event.method() + " " + event.endpoint().replaceAll("/\\d+/", "/7/"))
                .contains("POST /v1/chat/completions", "POST /v1/embeddings", "GET /repos/acme/rocket/issues",
                        "POST /repos/acme/rocket/issues/7/labels")
                .allMatch(call -> call.startsWith("POST /v1/") || call.contains(" /repos/acme/"));
    }

    @Test
    void everyEvent_hasTheConfiguredEnvironment() {
        assertThat(events).extracting(StoredEvent::environment).containsOnly("demo");
    }

    @Test
    void openAiEvents_haveItsRateLimitHeaders() {
        assertThat(events).filteredOn(event -> event.api().equals("OpenAI") && event.status() == 200)
                .allSatisfy(event -> assertThat(event.rateLimitHeaders()).containsOnlyKeys("x-ratelimit-limit-requests",
                        "x-ratelimit-limit-tokens", "x-ratelimit-remaining-requests", "x-ratelimit-remaining-tokens",
                        "x-ratelimit-reset-requests", "x-ratelimit-reset-tokens"));
    }

    @Test
    void gitHubEvents_haveItsRateLimitHeaders() {
        assertThat(events).filteredOn(event -> event.api().equals("GitHub") && event.status() == 200)
                .allSatisfy(event -> assertThat(event.rateLimitHeaders()).containsOnlyKeys("x-ratelimit-limit",
                        "x-ratelimit-remaining", "x-ratelimit-reset", "x-ratelimit-used", "x-ratelimit-resource"));
    }

    @Test
    void rejectedCalls_areMarkedAndShowWhenToRetry() {
        assertThat(events).filteredOn(StoredEvent::hit429).isNotEmpty().allSatisfy(event -> {
            assertThat(event.status()).isEqualTo(429);
            assertThat(event.rateLimitHeaders())
                    .containsKey(event.api().equals("OpenAI") ? "retry-after" : "x-ratelimit-reset");
        });
    }

    private static List<Integer> statuses(List<StoredEvent> events, String api) {
        return events.stream().filter(event -> event.api().equals(api)).map(StoredEvent::status).toList();
    }
}
