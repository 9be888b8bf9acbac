package app.quotawatch.ingest.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;

/** Bodies as an SDK writes them, and others. */
final class Bodies {

    static final String KEY = "qw_live_SECRET";
    static final String EVENT = """
            {"api":"OpenAI","endpoint":"/v1/chat/completions","method":"POST","status":200,"latencyMs":847,\
            "timestamp":"2026-05-07T12:00:00.000Z","environment":"production","hit429":false,\
            "rateLimitHeaders":{"x-ratelimit-remaining-requests":"43"}}""";

    private Bodies() {}

    static String batch(String... events) {
        return "{\"projectApiKey\":\"" + KEY + "\",\"events\":[" + String.join(",", events) + "]}";
    }

    static String batchOf(int events) {
        return batch(Collections.nCopies(events, EVENT).toArray(String[]::new));
    }

    /** A valid event in which one piece of text is replaced by another. */
    static String eventWith(String valid, String other) {
        if (!EVENT.contains(valid)) {
            throw new IllegalArgumentException(valid);
        }
        return EVENT.replace(valid, other);
    }

    /** An object of headers with short names and empty values. */
    static String headers(int count) {
        StringBuilder headers = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            headers.append(i == 0 ? "" : ",").append('"').append(Integer.toString(i, 36)).append("\":\"\"");
        }
        return headers.append('}').toString();
    }

    /** The body, followed by blanks up to the size. */
    static byte[] padded(String body, int bytes) {
        byte[] padded = Arrays.copyOf(bytes(body), bytes);
        Arrays.fill(padded, body.length(), bytes, (byte) ' ');
        return padded;
    }

    static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
