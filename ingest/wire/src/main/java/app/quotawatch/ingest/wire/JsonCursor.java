package app.quotawatch.ingest.wire;

import java.io.StringReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;

/**
 * Reads JSON in which every field is known, and rejects the first violation with its path. It never descends into unknown
 * fields, so their depth and size do not matter. Each reading method reads the value at the cursor.
 */
final class JsonCursor {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
    private static final Pattern WHOLE = Pattern.compile("0|[1-9]\\d{0,14}");
    private static final int MAX_NAME_SHOWN = 64;

    private final JsonParser parser;
    private Event current;

    private JsonCursor(JsonParser parser) {
        this.parser = parser;
        advance();
    }

    /** Passes the reader a cursor on the document's only value. */
    static void read(String json, Consumer<JsonCursor> reader) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
            try {
                JsonCursor cursor = new JsonCursor(parser);
                reader.accept(cursor);
                if (parser.hasNext()) {
                    throw InvalidBatchException.malformed("unexpected content after the end");
                }
            } catch (JsonParsingException malformed) {
                JsonLocation at = malformed.getLocation();
                throw InvalidBatchException.malformedNear(at.getLineNumber(), at.getColumnNumber());
            } catch (JsonException malformed) {
                throw InvalidBatchException.malformed();
            }
        }
    }

    /** Reads an object with exactly these fields; the reader receives each field's name and path. */
    void object(String path, List<String> fields, BiConsumer<String, String> reader) {
        expect(Event.START_OBJECT, path, "must be an object");
        Set<String> seen = new HashSet<>();
        while (advance() == Event.KEY_NAME) {
            String name = parser.getString();
            String fieldPath = child(path, name);
            if (!fields.contains(name)) {
                throw InvalidBatchException.invalid(fieldPath,
                        "unknown field; valid fields are " + String.join(", ", fields));
            }
            if (!seen.add(name)) {
                throw InvalidBatchException.invalid(fieldPath, "is duplicated");
            }
            advance();
            reader.accept(name, fieldPath);
        }
        for (String field : fields) {
            if (!seen.contains(field)) {
                throw InvalidBatchException.invalid(child(path, field), "is missing");
            }
        }
    }

    /** Reads an array; the reader receives each element's path. */
    void array(String path, int maxSize, Consumer<String> reader) {
        expect(Event.START_ARRAY, path, "must be an array");
        int size = 0;
        while (advance() != Event.END_ARRAY) {
            if (size == maxSize) {
                throw InvalidBatchException.invalid(path, "must have at most " + maxSize + " elements");
            }
            reader.accept(path + "[" + size + "]");
            size++;
        }
    }

    /** Reads an object of strings, in order; the check receives each name and its path, and rejects invalid names. */
    Map<String, String> strings(String path, int maxSize, int maxLength, BiConsumer<String, String> nameCheck) {
        expect(Event.START_OBJECT, path, "must be an object of strings");
        Map<String, String> strings = new LinkedHashMap<>();
        while (advance() == Event.KEY_NAME) {
            if (strings.size() == maxSize) {
                throw InvalidBatchException.invalid(path, "must have at most " + maxSize + " members");
            }
            String name = parser.getString();
            String fieldPath = child(path, name);
            if (name.length() > maxLength) {
                throw InvalidBatchException.invalid(fieldPath, "a name must have at most " + maxLength + " characters");
            }
            nameCheck.accept(name, fieldPath);
            advance();
            if (strings.put(name, text(fieldPath, maxLength)) != null) {
                throw InvalidBatchException.invalid(fieldPath, "is duplicated");
            }
        }
        return strings;
    }

    String text(String path, int maxLength) {
        expect(Event.VALUE_STRING, path, "must be a string");
        String text = parser.getString();
        if (text.length() > maxLength) {
            throw InvalidBatchException.invalid(path, "must have at most " + maxLength + " characters");
        }
        return text;
    }

    /** Reads plain digits, at most fifteen, so that the number is also exact in a dashboard's JavaScript. */
    long whole(String path) {
        String rule = "must be a whole number, 0 or more";
        expect(Event.VALUE_NUMBER, path, rule);
        String digits = parser.getString();
        if (!WHOLE.matcher(digits).matches()) {
            throw InvalidBatchException.invalid(path, rule);
        }
        return Long.parseLong(digits);
    }

    boolean bool(String path) {
        if (current != Event.VALUE_TRUE && current != Event.VALUE_FALSE) {
            throw InvalidBatchException.invalid(path, "must be true or false");
        }
        return current == Event.VALUE_TRUE;
    }

    private Event advance() {
        if (!parser.hasNext()) {
            throw InvalidBatchException.malformed("unexpected end");
        }
        current = parser.next();
        return current;
    }

    private void expect(Event expected, String path, String rule) {
        if (current != expected) {
            throw InvalidBatchException.invalid(path, rule);
        }
    }

    private static String child(String path, String name) {
        String shown = name.length() > MAX_NAME_SHOWN ? name.substring(0, MAX_NAME_SHOWN) + "..." : name;
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
