package app.quotawatch.server.rest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import app.quotawatch.ingest.wire.HttpProblem;

/**
 * One JSON object that a person or program sent. Each field is read once with its rule; a broken rule is collected and a harmless value
 * returned, so that reading goes on. Fields that were not read are unknown.
 */
public final class Input {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MAX_TEXT = 512;

    /** What {@link #isText} demands. */
    public static final String TEXT_RULE = "must be a text of 1 to " + MAX_TEXT
            + " characters without control characters";

    private final JsonNode object;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    private Input(JsonNode object, String path, Problems problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    /**
     * Reads an object.
     *
     * @throws HttpProblem if the body is not a JSON object
     */
    public static Input object(byte[] body, Problems problems) {
        JsonNode node = parse(body);
        if (!node.isObject()) {
            throw HttpProblem.badRequest("the body must be a JSON object");
        }
        return new Input(node, "", problems);
    }

    /**
     * Reads an array of objects; elements that are not objects are collected as problems and left out.
     *
     * @throws HttpProblem if the body is not a JSON array, or is one of more elements
     */
    public static List<Input> objects(byte[] body, int maxElements, Problems problems) {
        JsonNode node = parse(body);
        if (!node.isArray() || node.size() > maxElements) {
            throw HttpProblem.badRequest("the body must be a JSON array of at most " + maxElements + " objects");
        }
        List<Input> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String path = "[" + i + "]";
            if (node.get(i).isObject()) {
                elements.add(new Input(node.get(i), path + ".", problems));
            } else {
                problems.add(path, "must be an object");
            }
        }
        return elements;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException malformed) {
            throw HttpProblem.badRequest("the body is not valid JSON, or names a field twice");
        }
    }

    /** Reads a text of 1 to 512 characters, none of them a control character, not blank. */
    public String text(String field) {
        JsonNode value = take(field);
        if (value == null || !value.isTextual() || !isText(value.textValue())) {
            problems.add(path + field, TEXT_RULE);
            return "";
        }
        return value.textValue();
    }

    /** Returns whether a text has 1 to 512 characters, none of them a control character, and is not blank. */
    public static boolean isText(String text) {
        if (text.isBlank() || text.length() > MAX_TEXT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Reads true or false. */
    public boolean flag(String field) {
        JsonNode value = take(field);
        if (value == null || !value.isBoolean()) {
            problems.add(path + field, "must be true or false");
            return false;
        }
        return value.booleanValue();
    }

    /** Reads a whole number of a range. */
    public long number(String field, long least, long most) {
        JsonNode value = take(field);
        if (value == null || !isWithin(value, least, most)) {
            problems.add(path + field, "must be a whole number from " + least + " to " + most);
            return least;
        }
        return value.longValue();
    }

    /** Reads a whole number from 1, or null if it is absent or null. */
    public @Nullable Integer optionalCount(String field) {
        JsonNode value = take(field);
        if (value == null) {
            return null;
        }
        if (!isWithin(value, 1, Integer.MAX_VALUE)) {
            problems.add(path + field, "must be null or a whole number from 1 to " + Integer.MAX_VALUE);
            return null;
        }
        return value.intValue();
    }

    /** Reads a list of whole numbers of a range, or returns the default if it is absent. */
    public List<Integer> numbers(String field, int least, int most, int maxElements, List<Integer> defaultValue) {
        JsonNode value = take(field);
        if (value == null) {
            return defaultValue;
        }
        List<Integer> numbers = new ArrayList<>();
        boolean valid = value.isArray() && !value.isEmpty() && value.size() <= maxElements;
        for (Iterator<JsonNode> elements = value.elements(); valid && elements.hasNext();) {
            JsonNode element = elements.next();
            valid = isWithin(element, least, most) && !numbers.contains(element.intValue());
            numbers.add(element.intValue());
        }
        if (!valid) {
            problems.add(path + field,
                    "must be a list of 1 to " + maxElements + " different whole numbers from " + least + " to "
                            + most);
            return defaultValue;
        }
        return numbers;
    }

    private static boolean isWithin(JsonNode value, long least, long most) {
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= least
                && value.longValue() <= most;
    }

    /** Returns whether the field is there, even as null. */
    public boolean has(String field) {
        return object.has(field);
    }

    /** Declares fields that may be absent. */
    public void knows(String... fields) {
        known.addAll(List.of(fields));
    }

    /** Reports a field of this object. */
    public void problem(String field, String rule) {
        problems.add(path + field, rule);
    }

    private @Nullable JsonNode take(String field) {
        known.add(field);
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    /** Reports the fields that were not read. */
    public void rejectUnknown() {
        for (Iterator<String> names = object.fieldNames(); names.hasNext();) {
            if (!known.contains(names.next())) {
                problems.add(path.isEmpty() ? "the body" : path.substring(0, path.length() - 1),
                        "has an unknown field; known are " + String.join(", ", known));
                return;
            }
        }
    }
}
