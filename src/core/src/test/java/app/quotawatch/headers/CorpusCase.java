package app.quotawatch.headers;

import java.io.InputStream;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** One case of the rate-limit corpus. */
record CorpusCase(JsonObject json) {

    static Stream<CorpusCase> all() {
        InputStream file = Objects
                .requireNonNull(CorpusCase.class.getResourceAsStream("/rate-limit-corpus/cases.json"));
        try (JsonReader reader = Json.createReader(file)) {
            return reader.readArray().getValuesAs(JsonObject.class).stream().map(CorpusCase::new);
        }
    }

    String id() {
        return json.getString("id");
    }

    int status() {
        return json.getInt("status");
    }

    Instant observedAt() {
        return Instant.parse(json.getString("observedAt"));
    }

    Instant date() {
        return json.isNull("date")
                ? null
                : ZonedDateTime.parse(json.getString("date"), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    JsonObject expected() {
        return json.getJsonObject("expected");
    }

    List<String> mustNotCapture() {
        return expected().containsKey("mustNotCapture")
                ? expected().getJsonArray("mustNotCapture").getValuesAs(JsonString::getString)
                : List.of();
    }

    Map<String, Object> headers() {
        Map<String, Object> headers = new LinkedHashMap<>();
        json.getJsonObject("headers").forEach((name, value) -> headers.put(name, strings(value)));
        return headers;
    }

    private static Object strings(JsonValue value) {
        return value instanceof JsonArray several
                ? several.getValuesAs(JsonString::getString)
                : ((JsonString) value).getString();
    }

    Map<String, String> selected() {
        return RateLimitHeaders.select(headers());
    }

    RateLimitReading reading() {
        return new RateLimitReader().read(selected(), status(), date(), observedAt());
    }

    @Override
    public String toString() {
        return id();
    }
}
