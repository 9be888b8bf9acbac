package app.quotawatch.ingest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.json.Json;

/** Batches as an SDK writes them. */
final class Wire {

    static final String KEY = "qw_live_7Jq2";

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private Wire() {}

    static String batch(String... events) {
        return batchOf(Stream.of(events));
    }

    static String batchOf(Stream<String> events) {
        return "{\"projectApiKey\":\"" + KEY + "\",\"events\":[" + events.collect(Collectors.joining(",")) + "]}";
    }

    static String event(String api) {
        return event(api, "production", TestClock.START, 200, 100, Map.of());
    }

    static String event(String api, Instant timestamp, int status, long latencyMs) {
        return event(api, "production", timestamp, status, latencyMs, Map.of());
    }

    static String event(String api, String environment, Instant timestamp, int status, long latencyMs,
            Map<String, String> headers) {
        return Json.createObjectBuilder().add("api", api).add("endpoint", "/v1/things").add("method", "GET")
                .add("status", status).add("latencyMs", latencyMs).add("timestamp", TIMESTAMP.format(timestamp))
                .add("environment", environment).add("hit429", status == 429)
                .add("rateLimitHeaders", Json.createObjectBuilder(Map.copyOf(headers))).build().toString();
    }

    /** An event as large as the wire format allows, apart from characters that JSON escapes: 64 headers of 1 KB. */
    static String largeEvent(String api) {
        Map<String, String> headers = IntStream.range(0, 64).boxed()
                .collect(Collectors.toMap(i -> String.format("%03d", i) + "n".repeat(509), i -> "v".repeat(512)));
        return event(api, "production", TestClock.START, 200, 100, headers);
    }

    /** A valid event in which one piece of text is replaced by another. */
    static String eventWith(String valid, String other) {
        String event = """
                {"api":"OpenAI","endpoint":"/v1/chat/completions","method":"POST","status":200,"latencyMs":847,\
                "timestamp":"2026-05-07T12:00:00.000Z","environment":"production","hit429":false,\
                "rateLimitHeaders":{"x-ratelimit-remaining-requests":"43"}}""";
        if (!event.contains(valid)) {
            throw new IllegalArgumentException(valid);
        }
        return event.replace(valid, other);
    }
}
