package app.quotawatch.ingest.dashboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;

import org.jspecify.annotations.Nullable;

/** A JSON object that an ingest sends, on one line. */
public final class JsonDocument {

    /* Beyond this size, a list ends with the element that reached it. */
    private static final int MAX_BYTES = 1024 * 1024;

    private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final JsonGenerator json = GENERATORS.createGenerator(bytes, StandardCharsets.UTF_8);

    private JsonDocument() {}

    /** Returns an object with the fields that are written. */
    public static byte[] of(Consumer<JsonDocument> fields) {
        JsonDocument document = new JsonDocument();
        try (JsonGenerator json = document.json) {
            json.writeStartObject();
            fields.accept(document);
            json.writeEnd();
        }
        return document.bytes.toByteArray();
    }

    /** Returns what writes anything else. */
    public JsonGenerator json() {
        return json;
    }

    /** Writes a field, as {@code null} where the value is. */
    public void number(String name, @Nullable Number value) {
        if (value == null) {
            json.writeNull(name);
        } else if (value instanceof Double fraction) {
            json.write(name, fraction);
        } else {
            json.write(name, value.longValue());
        }
    }

    /** Writes a field in UTC with three decimals, as {@code null} where the value is. */
    public void timestamp(String name, @Nullable Instant value) {
        if (value == null) {
            json.writeNull(name);
        } else {
            json.write(name, TIMESTAMP.format(value));
        }
    }

    /** Writes an object of strings. */
    public void strings(String name, Map<String, String> strings) {
        json.writeStartObject(name);
        strings.forEach(json::write);
        json.writeEnd();
    }

    /** Writes an array of objects, as many as fit in a response, and returns how many these are. */
    public <T> int objects(String name, List<T> values, Consumer<T> fields) {
        json.writeStartArray(name);
        int written = 0;
        while (written < values.size() && bytes.size() < MAX_BYTES) {
            json.writeStartObject();
            fields.accept(values.get(written));
            json.writeEnd();
            json.flush();
            written++;
        }
        json.writeEnd();
        return written;
    }
}
