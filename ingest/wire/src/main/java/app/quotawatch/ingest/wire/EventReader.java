package app.quotawatch.ingest.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads one event of a batch: exactly the nine fields, each once. */
final class EventReader {

    private static final List<String> FIELDS = List.of("api", "endpoint", "method", "status", "latencyMs", "timestamp",
            "environment", "hit429", "rateLimitHeaders");
    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);
    private static final int TIMESTAMP_LENGTH = "2026-05-07T12:00:00.000Z".length();

    private final JsonCursor json;
    /* The initial values are placeholders that are never returned, because an event that lacks a field is rejected. */
    private String api = "";
    private String endpoint = "";
    private String method = "";
    private int status;
    private long latencyMs;
    private Instant timestamp = Instant.EPOCH;
    private String environment = "";
    private boolean hit429;
    private Map<String, String> rateLimitHeaders = Map.of();

    private EventReader(JsonCursor json) {
        this.json = json;
    }

    static ReceivedEvent read(JsonCursor json, String path) {
        EventReader reader = new EventReader(json);
        json.object(path, FIELDS, reader::field);
        return new ReceivedEvent(reader.api, reader.endpoint, reader.method, reader.status, reader.latencyMs,
                reader.timestamp, reader.environment, reader.hit429, reader.rateLimitHeaders);
    }

    private void field(String name, String path) {
        switch (name) {
            case "api" -> api = name(path);
            case "endpoint" -> endpoint = json.text(path, BatchReader.MAX_ENDPOINT_LENGTH);
            case "method" -> method = method(path);
            case "status" -> status = status(path);
            case "latencyMs" -> latencyMs = json.whole(path);
            case "timestamp" -> timestamp = timestamp(path);
            case "environment" -> environment = name(path);
            case "hit429" -> hit429 = json.bool(path);
            default -> rateLimitHeaders = json.strings(path, BatchReader.MAX_HEADERS,
                    BatchReader.MAX_HEADER_LENGTH, EventReader::checkHeaderName);
        }
    }

    private String name(String path) {
        String name = json.text(path, BatchReader.MAX_NAME_LENGTH);
        if (name.isBlank()) {
            throw InvalidBatchException.invalid(path, "must not be blank");
        }
        return name;
    }

    private String method(String path) {
        String method = json.text(path, BatchReader.MAX_METHOD_LENGTH);
        if (!METHOD.matcher(method).matches()) {
            throw InvalidBatchException.invalid(path, "must be an HTTP method such as GET");
        }
        return method;
    }

    private int status(String path) {
        long status = json.whole(path);
        if (status < 100 || status > 599) {
            throw InvalidBatchException.invalid(path, "must be 100 to 599");
        }
        return (int) status;
    }

    private Instant timestamp(String path) {
        String text = json.text(path, BatchReader.MAX_NAME_LENGTH);
        try {
            // formatted again, because the parser alone also accepts 24:00, a leap second and February 30
            if (text.length() == TIMESTAMP_LENGTH) {
                Instant instant = Instant.from(TIMESTAMP.parse(text));
                if (TIMESTAMP.format(instant).equals(text)) {
                    return instant;
                }
            }
        } catch (DateTimeException malformed) {
            // reported below
        }
        throw InvalidBatchException.invalid(path, "must be UTC with three decimals, such as 2026-05-07T12:00:00.000Z");
    }

    private static void checkHeaderName(String name, String path) {
        if (name.isBlank()) {
            throw InvalidBatchException.invalid(path, "a header name must not be blank");
        }
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            throw InvalidBatchException.invalid(path, "a header name must be in lower case");
        }
    }
}
