package app.quotawatch.tck.ingest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.json.Json;

/** Batches as an SDK writes them. */
public final class Wire {

    /** A key that belongs to no project of an ingest that knows its projects. */
    public static final String KEY = "qw_live_7Jq2";

    /** When the events were that have no other time. */
    public static final Instant START = Instant.parse("2026-05-07T12:00:00.000Z");

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private Wire() {}

    /** Returns a batch with {@link #KEY}. */
    public static String batch(String... events) {
        return batchOf(Stream.of(events));
    }

    /** Returns a batch with {@link #KEY}. */
    public static String batchOf(Stream<String> events) {
        return batchOf(KEY, events);
    }

    /** Returns a batch with a key. */
    public static String batchOf(String key, Stream<String> events) {
        return "{\"projectApiKey\":\"" + key + "\",\"events\":[" + events.collect(Collectors.joining(",")) + "]}";
    }

    public static String event(String api) {
        return event(api, "production", START, 200, 100, Map.of());
    }

    public static String event(String api, Instant timestamp, int status, long latencyMs) {
        return event(api, "production", timestamp, status, latencyMs, Map.of());
    }

    public static String event(String api, String environment, Instant timestamp, int status, long latencyMs,
            Map<String, String> headers) {
        return Json.createObjectBuilder().add("api", api).add("endpoint", "/v1/things").add("method", "GET")
                .add("status", status).add("latencyMs", latencyMs).add("timestamp", TIMESTAMP.format(timestamp))
                .add("environment", environment).add("hit429", status == 429)
                .add("rateLimitHeaders", Json.createObjectBuilder(Map.copyOf(headers))).build().toString();
    }

    /** An event as large as the wire format allows, apart from characters that JSON escapes: 64 headers of 1 KB. */
    public static String largeEvent(String api) {
        Map<String, String> headers = IntStream.range(0, 64).boxed()
                .collect(Collectors.toMap(i -> String.format("%03d", i) + "n".repeat(509), i -> "v".repeat(512)));
        return event(api, "production", START, 200, 100, headers);
    }

    /** Returns the text of a timestamp. */
    public static String timestamp(Instant instant) {
        return TIMESTAMP.format(instant);
    }

    /** A valid event in which one piece of text is replaced by another. */
    public static String eventWith(String valid, String other) {
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
