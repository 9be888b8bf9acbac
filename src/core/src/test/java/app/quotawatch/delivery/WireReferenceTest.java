package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiConsumer;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Received;

/** JSON-B is the reference of the wire: requests are what its reference implementation writes, and it reads them back. */
class WireReferenceTest {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private final IngestDouble ingest = IngestDouble.start();
    private final Jsonb jsonb = JsonbBuilder.create();

    @AfterEach
    void stop() throws Exception {
        ingest.close();
        jsonb.close();
    }

    /** A request as JSON-B maps it. */
    @JsonbPropertyOrder({"projectApiKey", "events"})
    public record Payload(String projectApiKey, List<Event> events) {}

    /** An event as JSON-B maps it. */
    @JsonbPropertyOrder({"api", "endpoint", "method", "status", "latencyMs", "timestamp", "environment", "hit429",
            "rateLimitHeaders"})
    public record Event(String api, String endpoint, String method, int status, long latencyMs, String timestamp,
            String environment, boolean hit429, Map<String, String> rateLimitHeaders) {

        static Event of(ApiCall call) {
            return new Event(call.api(), call.endpoint(), call.method(), call.status(), call.latency().toMillis(),
                    TIMESTAMP.format(call.timestamp()), call.environment().orElse("production"), call.hit429(),
                    call.rateLimitHeaders());
        }

        /** As it is in UTF-8, which has no surrogate without a partner. */
        Event inUtf8() {
            return new Event(utf8(api), utf8(endpoint), utf8(method), status, latencyMs, timestamp, utf8(environment),
                    hit429,
                    rateLimitHeaders);
        }

        private static String utf8(String text) {
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }
    }

    private void assertSentAsTheReference(List<ApiCall> calls) {
        try (Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(Math.max(1, calls.size())))) {
            calls.forEach(subject.delivery()::add);
            assertThat(subject.flush().delivered()).isEqualTo(calls.size());
        }
        int from = 0;
        for (Received request : ingest.requests()) {
            Payload sent = jsonb.fromJson(request.body(), Payload.class);
            List<Event> events = calls.subList(from, from + sent.events().size()).stream().map(Event::of).toList();
            ByteArrayOutputStream reference = new ByteArrayOutputStream();
            jsonb.toJson(new Payload(Subject.KEY, events), reference);

            assertThat(request.body()).isEqualTo(reference.toString(StandardCharsets.UTF_8));
            assertThat(request.bytes()).isEqualTo(reference.toByteArray());
            assertThat(sent.events()).isEqualTo(events.stream().map(Event::inUtf8).toList());
            from += events.size();
        }
        assertThat(from).isEqualTo(calls.size());
    }

    private static ApiCall.Builder call() {
        return ApiCall.builder("OpenAI").endpoint("/v1").method("GET").status(200).timestamp(Instant.EPOCH);
    }

    private static List<String> oddStrings() {
        List<String> odd = new ArrayList<>(
                List.of("\u2028\u2029", "\ufeffbom", "\ud83d\ude00", "\ud800", "\udc00x", "\udc00\ud800",
                        "\u007f\u0080\u009f", "\\u0041", "</script>", "\uffff", "ä€\ud83d\ude00\"\\"));
        for (char c = 0; c <= 0x1f; c++) {
            odd.add("x" + c);
        }
        odd.add("\"");
        odd.add("\\");
        return odd;
    }

    @Test
    void oddText_isSentAsTheReference() {
        List<BiConsumer<ApiCall.Builder, String>> fields = List.of(ApiCall.Builder::endpoint, ApiCall.Builder::method,
                ApiCall.Builder::environment);
        List<ApiCall> calls = new ArrayList<>();
        for (String text : oddStrings()) {
            calls.add(ApiCall.builder("a" + text).endpoint("/").method("GET").status(200).timestamp(Instant.EPOCH)
                    .build());
            for (BiConsumer<ApiCall.Builder, String> field : fields) {
                ApiCall.Builder call = call();
                field.accept(call, "a" + text);
                calls.add(call.build());
            }
        }
        calls.add(call().environment("").build());

        assertSentAsTheReference(calls);
    }

    @Test
    void yearsAndLatencies_areSentAsTheReference() {
        Random random = new Random(1);
        List<ApiCall> calls = new ArrayList<>();
        for (int year = 1; year <= 9999; year += 1 + random.nextInt(40)) {
            Instant timestamp = Instant.parse("%04d-01-01T00:00:00Z".formatted(year))
                    .plusNanos(random.nextLong(31_500_000_000_000_000L));
            calls.add(call().timestamp(timestamp).latency(Duration.ofNanos(random.nextLong(31_536_000_000_000_000L)))
                    .build());
        }
        calls.add(call().timestamp(Instant.parse("9999-12-31T23:59:59.999999999Z")).latency(Duration.ofDays(365))
                .status(599).build());
        calls.add(call().latency(Duration.ZERO).status(100).hit429(true).build());

        assertSentAsTheReference(calls);
    }

    @Test
    void headers_areSentAsTheReference() {
        Map<String, String> most = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            most.put("x-ratelimit-limit-" + "abcdefgh".charAt(i / 8) + "abcdefgh".charAt(i % 8), "" + i);
        }
        ApiCall full = call().rateLimitHeaders(most).build();
        assertThat(full.rateLimitHeaders()).hasSize(32);
        List<ApiCall> calls = new ArrayList<>(List.of(full, call().build()));
        corpus().forEach(headers -> calls.add(call().rateLimitHeaders(headers).build()));
        assertThat(calls.stream().filter(call -> !call.rateLimitHeaders().isEmpty())).hasSizeGreaterThan(100);

        assertSentAsTheReference(calls);
    }

    private static List<Map<String, Object>> corpus() {
        InputStream file = Objects
                .requireNonNull(WireReferenceTest.class.getResourceAsStream("/rate-limit-corpus/cases.json"));
        List<Map<String, Object>> all = new ArrayList<>();
        try (JsonReader reader = Json.createReader(file)) {
            for (JsonObject one : reader.readArray().getValuesAs(JsonObject.class)) {
                Map<String, Object> headers = new LinkedHashMap<>();
                one.getJsonObject("headers")
                        .forEach((name, value) -> headers.put(name, value instanceof JsonArray several
                                ? several.getValuesAs(JsonString::getString)
                                : ((JsonString) value).getString()));
                all.add(headers);
            }
        }
        return all;
    }

    @Test
    void anyCalls_areSentAsTheReference() {
        Random random = new Random(2);
        List<Map<String, Object>> corpus = corpus();
        List<ApiCall> calls = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            calls.add(ApiCall.builder("A" + text(random)).endpoint("/" + text(random)).method("M" + text(random))
                    .status(100 + random.nextInt(500)).environment(random.nextBoolean() ? null : text(random))
                    .latency(Duration.ofMillis(random.nextInt(100_000)))
                    .timestamp(Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)))
                    .rateLimitHeaders(corpus.get(random.nextInt(corpus.size()))).build());
        }

        assertSentAsTheReference(calls);
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(20), 0, 1 << 1 + random.nextInt(20)).filter(Character::isValidCodePoint)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
