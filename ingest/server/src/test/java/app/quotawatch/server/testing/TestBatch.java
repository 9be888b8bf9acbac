package app.quotawatch.server.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import app.quotawatch.ingest.wire.Batch;
import app.quotawatch.ingest.wire.BatchReader;

/** A batch as the wire has it, event by event. */
public final class TestBatch {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private final List<String> events = new ArrayList<>();
    private String api = "Payments";
    private String environment = "production";
    private String endpoint = "/v1/charges";
    private int status = 200;
    private long latencyMs = 20;
    private Map<String, String> headers = Map.of();

    public TestBatch api(String name) {
        api = name;
        return this;
    }

    public TestBatch environment(String name) {
        environment = name;
        return this;
    }

    public TestBatch endpoint(String path) {
        endpoint = path;
        return this;
    }

    public TestBatch status(int code) {
        status = code;
        return this;
    }

    public TestBatch latencyMs(long millis) {
        latencyMs = millis;
        return this;
    }

    public TestBatch headers(Map<String, String> some) {
        headers = some;
        return this;
    }

    /** Adds an event with what was set before. */
    public TestBatch at(Instant instant) {
        StringBuilder text = new StringBuilder();
        headers.forEach((name, value) -> text.append(text.isEmpty() ? "" : ",").append(quoted(name)).append(':')
                .append(quoted(value)));
        events.add("{\"api\":" + quoted(api) + ",\"endpoint\":" + quoted(endpoint) + ",\"method\":\"GET\",\"status\":"
                + status
                + ",\"latencyMs\":" + latencyMs + ",\"timestamp\":\"" + TIMESTAMP.format(instant)
                + "\",\"environment\":"
                + quoted(environment) + ",\"hit429\":" + (status == 429) + ",\"rateLimitHeaders\":{" + text + "}}");
        return this;
    }

    public Batch read() {
        return BatchReader.read(("{\"projectApiKey\":\"qw_live_test\",\"events\":[" + String.join(",", events) + "]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    /* Every character that is not printable as an escape, so that half a surrogate pair is possible, as on the wire. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
