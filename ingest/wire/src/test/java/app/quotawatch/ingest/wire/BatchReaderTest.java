package app.quotawatch.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which batches are valid, and how they are read. */
class BatchReaderTest {

    private static Batch read(String body) {
        return BatchReader.read(Bodies.bytes(body));
    }

    @Test
    void validBatch_isReadWithEveryField() {
        Batch batch = read(Bodies.batch(Bodies.EVENT));

        assertThat(batch.projectApiKey()).isEqualTo(Bodies.KEY);
        assertThat(batch.events()).singleElement().satisfies(event -> {
            assertThat(event.api()).isEqualTo("OpenAI");
            assertThat(event.endpoint()).isEqualTo("/v1/chat/completions");
            assertThat(event.method()).isEqualTo("POST");
            assertThat(event.status()).isEqualTo(200);
            assertThat(event.latencyMs()).isEqualTo(847);
            assertThat(event.timestamp()).isEqualTo("2026-05-07T12:00:00.000Z");
            assertThat(event.environment()).isEqualTo("production");
            assertThat(event.hit429()).isFalse();
            assertThat(event.rateLimitHeaders()).containsExactly(Map.entry("x-ratelimit-remaining-requests", "43"));
        });
    }

    @Test
    void events_keepTheirOrder() {
        Batch batch = read(Bodies.batch(Bodies.eventWith("OpenAI", "One"), Bodies.eventWith("OpenAI", "Two")));

        assertThat(batch.events()).extracting(ReceivedEvent::api).containsExactly("One", "Two");
    }

    @Test
    void headers_keepTheirOrder() {
        Batch batch = read(Bodies.batch(Bodies.eventWith("{\"x-", "{\"z\":\"1\",\"a\":\"2\",\"x-")));

        assertThat(batch.events().get(0).rateLimitHeaders().keySet()).containsExactly("z", "a",
                "x-ratelimit-remaining-requests");
    }

    @Test
    void fieldsInAnyOrder_areAccepted() {
        assertThat(read("{\"events\":[" + Bodies.EVENT + "],\"projectApiKey\":\"k\"}").events()).hasSize(1);
    }

    @Test
    void emptyBatch_isValid() {
        assertThat(read(Bodies.batch()).events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"/v1/chat/completions\" | \"\"", "200 | 100", "200 | 599", "847 | 0",
            "847 | 999999999999999", "POST | BREW!", "false | true",
            "{\"x-ratelimit-remaining-requests\":\"43\"} | {}", "\"43\" | \"\"", "OpenAI | \\u00fc \\ud83d\\ude80",
            "2026-05-07T12:00:00.000Z | 2024-02-29T23:59:59.999Z"})
    void valuesAtTheLimits_areAccepted(String valid, String other) {
        assertThat(read(Bodies.batch(Bodies.eventWith(valid, other))).events()).hasSize(1);
    }

    @Test
    void textsOfMaximumLength_areAccepted() {
        String name = "x".repeat(512);
        String endpoint = "/" + "x".repeat(8191);

        assertThat(read(Bodies.batch(Bodies.eventWith("OpenAI", name))).events().get(0).api()).isEqualTo(name);
        assertThat(read(Bodies.batch(Bodies.eventWith("/v1/chat/completions", endpoint))).events().get(0).endpoint())
                .isEqualTo(endpoint);
        assertThat(read(Bodies.batch(Bodies.eventWith("POST", "X".repeat(64)))).events()).hasSize(1);
        assertThat(read(Bodies.batch().replace(Bodies.KEY, "k".repeat(4096))).projectApiKey()).hasSize(4096);
    }

    @Test
    void maximumNumberOfHeaders_isAccepted() {
        String headers = Bodies.headers(BatchReader.MAX_HEADERS);

        ReceivedEvent event = read(Bodies.batch(
                Bodies.eventWith("{\"x-ratelimit-remaining-requests\":\"43\"}", headers))).events().get(0);

        assertThat(event.rateLimitHeaders()).hasSize(64);
    }

    @Test
    void headerOfMaximumLength_isAccepted() {
        String name = "x".repeat(512);
        String value = "4".repeat(512);

        ReceivedEvent event = read(Bodies.batch(Bodies.eventWith("\"x-ratelimit-remaining-requests\":\"43\"",
                "\"" + name + "\":\"" + value + "\""))).events().get(0);

        assertThat(event.rateLimitHeaders()).containsExactly(Map.entry(name, value));
    }

    @Test
    void fullBatch_isAccepted() {
        assertThat(read(Bodies.batchOf(BatchReader.MAX_EVENTS)).events()).hasSize(500);
    }

    @Test
    void bodyOfMaximumSize_isAccepted() throws IOException {
        byte[] body = Bodies.padded(Bodies.batch(Bodies.EVENT), BatchReader.MAX_BYTES);

        assertThat(BatchReader.read(body).events()).hasSize(1);
        assertThat(BatchReader.read(new ByteArrayInputStream(body)).events()).hasSize(1);
    }

    @Test
    void stream_isReadAtMostOneByteBeyondTheLimit() throws IOException {
        InputStream body = new ByteArrayInputStream(new byte[3 * BatchReader.MAX_BYTES]);

        assertThatThrownBy(() -> BatchReader.read(body)).isInstanceOf(InvalidBatchException.class);
        assertThat(body.available()).isEqualTo(2 * BatchReader.MAX_BYTES - 1);
    }

    @Test
    void failingStream_isNotReportedAsAnInvalidBatch() {
        InputStream broken = new InputStream() {

            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };

        assertThatThrownBy(() -> BatchReader.read(broken)).isExactlyInstanceOf(IOException.class).hasMessage("gone");
    }

    @Test
    void batch_isImmutable() {
        Batch batch = read(Bodies.batch(Bodies.EVENT));
        List<ReceivedEvent> events = batch.events();
        Map<String, String> headers = events.get(0).rateLimitHeaders();

        assertThatThrownBy(() -> events.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> headers.put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {Batch.class, BatchReader.class, InvalidBatchException.class, ReceivedEvent.class})
    void publicType_hasNoPublicConstructor(Class<?> type) {
        assertThat(Stream.of(type.getConstructors()).map(Constructor::toString)).isEmpty();
    }

    @Test
    void key_isNotPrinted() {
        Batch batch = read(Bodies.batch(Bodies.EVENT));

        assertThat(batch).hasToString("Batch[1 events]");
        assertThat(batch.events().toString()).contains("OpenAI", "production").doesNotContain(Bodies.KEY);
    }

    @Test
    void eventsWithTheSameFields_areEqual() {
        List<ReceivedEvent> events = read(
                Bodies.batch(Bodies.EVENT, Bodies.EVENT, Bodies.eventWith("847", "848"))).events();

        assertThat(events.get(0)).isEqualTo(events.get(1)).hasSameHashCodeAs(events.get(1));
        assertThat(events.get(0)).isNotEqualTo(events.get(2));
    }
}
