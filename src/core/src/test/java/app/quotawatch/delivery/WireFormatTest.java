package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.QuotaWatchConfigBuilder;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Received;

/** The request, byte by byte. */
class WireFormatTest {

    private final IngestDouble ingest = IngestDouble.start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    private Received sent(QuotaWatchConfigBuilder config, ApiCall... calls) {
        try (Subject subject = Subject.of(config)) {
            for (ApiCall call : calls) {
                subject.delivery().add(call);
            }
            subject.flush();
            return ingest.onlyRequest();
        }
    }

    private String body(ApiCall... calls) {
        return sent(Subject.config(ingest.url()), calls).body();
    }

    @Test
    void body_isThatOfTheFormat() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Remaining-Requests", "43");
        headers.put("Retry-After", "7");

        assertThat(body(ApiCall.builder("OpenAI").endpoint("/v1/chat/completions").method("POST").status(200)
                .latency(Duration.ofMillis(847)).timestamp(Instant.parse("2026-05-07T12:00:00Z"))
                .rateLimitHeaders(headers).tokens(999).build()))
                .isEqualTo("{\"projectApiKey\":\"qw_live_SECRET\",\"events\":[{\"api\":\"OpenAI\","
                        + "\"endpoint\":\"/v1/chat/completions\",\"method\":\"POST\",\"status\":200,\"latencyMs\":847,"
                        + "\"timestamp\":\"2026-05-07T12:00:00.000Z\",\"environment\":\"production\",\"hit429\":false,"
                        + "\"rateLimitHeaders\":{\"x-ratelimit-remaining-requests\":\"43\",\"retry-after\":\"7\"}}]}");
    }

    @Test
    void severalEvents_areInTheOrderOfTheirRecording() {
        String first = "{\"api\":\"A\",\"endpoint\":\"/\",\"method\":\"GET\",\"status\":429,\"latencyMs\":0,"
                + "\"timestamp\":\"2026-12-31T23:59:59.999Z\",\"environment\":\"staging\",\"hit429\":true,"
                + "\"rateLimitHeaders\":{}}";

        assertThat(body(
                ApiCall.builder("A").method("GET").status(429)
                        .timestamp(Instant.parse("2026-12-31T23:59:59.999999999Z"))
                        .latency(Duration.ofNanos(999_999)).environment("staging").build(),
                Calls.call(2)))
                .startsWith("{\"projectApiKey\":\"qw_live_SECRET\",\"events\":[" + first + ",{\"api\":\"Test\",")
                .endsWith("}]}");
    }

    @Test
    void environment_isTheConfiguredOneUnlessTheCallNamesAnother() {
        assertThat(sent(Subject.config(ingest.url()).environment("blue"), Calls.call(1)).body())
                .contains("\"environment\":\"blue\"");
    }

    @Test
    void textThatNeedsEscaping_isEscaped() {
        assertThat(
                body(ApiCall.builder("a\"b\\c\n\u0000\u2028").endpoint("/größe/\ud83d\ude00").method("GET").status(200)
                        .timestamp(Instant.EPOCH).build()))
                .contains("\"api\":\"a\\\"b\\\\c\\n\\u0000\u2028\"")
                .contains("\"endpoint\":\"/größe/\ud83d\ude00\"")
                .contains("\"timestamp\":\"1970-01-01T00:00:00.000Z\"");
    }

    @Test
    void textThatIsNotUnicode_isSentNevertheless() {
        assertThat(body(Calls.call("/\ud800"), Calls.call("/2"))).contains("\"endpoint\":\"/2\"");
    }

    @Test
    void request_isAPostOfJsonWithAnIdempotencyKey() {
        Received request = sent(Subject.config(ingest.url()), Calls.call(1));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/v1/ingest");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(UUID.fromString(request.header("Idempotency-Key"))).isNotNull();
        assertThat(request.headers().get("Authorization")).as("the key travels in the body only").isNull();
    }

    @Test
    void ingestBehindAPath_isFoundThere() {
        assertThat(sent(Subject.config(URI.create(ingest.url() + "/qw/")), Calls.call(1)).target())
                .isEqualTo("/qw/v1/ingest");
    }
}
