package app.quotawatch.server.view;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.jspecify.annotations.Nullable;

/** Rate-limit headers as the database keeps them: a JSON object of strings, in the order they were sent. */
final class StoredHeaders {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private StoredHeaders() {}

    static Map<String, String> parse(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        try (var reader = READERS.createReader(new StringReader(json))) {
            for (Map.Entry<String, JsonValue> header : reader.readObject().entrySet()) {
                headers.put(header.getKey(), ((JsonString) header.getValue()).getString());
            }
        }
        return headers;
    }
}
