package app.quotawatch.headers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** What the corpus accepts as the reading of a case; windows are distinguished by their numbers, not by their names. */
final class ExpectedReading {

    private final JsonObject expected;
    private final long toleranceMillis;

    ExpectedReading(CorpusCase response) {
        this.expected = response.expected();
        this.toleranceMillis = response.json().getInt("toleranceMs", 50);
    }

    boolean accepts(RateLimitReading reading) {
        if (accepts(expected, reading)) {
            return true;
        }
        for (JsonValue alternative : expected.getOrDefault("alternatives", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
            if (accepts(Json.createMergePatch(without(alternative.asJsonObject())).apply(expected).asJsonObject(),
                    reading)) {
                return true;
            }
        }
        return false;
    }

    /* An alternative replaces as a whole; a merge patch would drop its nulls. */
    private static JsonValue without(JsonObject alternative) {
        return alternative.containsKey("maxWindows")
                ? Json.createObjectBuilder(alternative).add("windows", JsonValue.EMPTY_JSON_ARRAY).build()
                : alternative;
    }

    private boolean accepts(JsonObject object, RateLimitReading reading) {
        if (!instant(object.getOrDefault("retryAfter", JsonValue.NULL), reading.retryAfter())) {
            return false;
        }
        if (object.containsKey("maxWindows")) {
            return reading.windows().size() <= object.getInt("maxWindows");
        }
        List<JsonObject> needed = object.getJsonArray("windows").getValuesAs(JsonObject.class);
        List<JsonObject> optional = object.getOrDefault("optionalWindows", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()
                .getValuesAs(JsonObject.class);
        return matches(new ArrayList<>(needed), new ArrayList<>(optional), reading.windows());
    }

    private boolean matches(List<JsonObject> needed, List<JsonObject> optional, List<ReportedWindow> windows) {
        if (windows.isEmpty()) {
            return needed.isEmpty();
        }
        ReportedWindow window = windows.get(0);
        List<ReportedWindow> others = windows.subList(1, windows.size());
        for (List<JsonObject> candidates : List.of(needed, optional)) {
            for (int i = 0; i < candidates.size(); i++) {
                JsonObject candidate = candidates.get(i);
                if (matches(candidate, window)) {
                    candidates.remove(i);
                    boolean all = matches(needed, optional, others);
                    candidates.add(i, candidate);
                    if (all) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean matches(JsonObject expectation, ReportedWindow window) {
        return field(expectation, "unit", window.unit()) && field(expectation, "limit", known(window.limit()))
                && field(expectation, "remaining", known(window.remaining()))
                && field(expectation, "used", known(window.used()))
                && field(expectation, "resetAt", window.resetAt())
                && field(expectation, "windowSeconds", known(window.windowSeconds()));
    }

    private static Double known(double number) {
        return number >= 0 ? number : null;
    }

    private boolean field(JsonObject expectation, String field, Object actual) {
        List<JsonValue> accepted = new ArrayList<>();
        accepted.add(expectation.getOrDefault(field, JsonValue.NULL));
        if (expectation.containsKey("derived") && expectation.getJsonObject("derived").containsKey(field)) {
            accepted.add(expectation.getJsonObject("derived").get(field));
        }
        if (expectation.containsKey("accept") && expectation.getJsonObject("accept").containsKey(field)) {
            JsonArray others = expectation.getJsonObject("accept").getJsonArray(field);
            accepted.addAll(others);
        }
        return accepted.stream().anyMatch(value -> equal(value, actual));
    }

    private boolean equal(JsonValue value, Object actual) {
        if (value.getValueType() == JsonValue.ValueType.NULL || actual == null) {
            return value.getValueType() == JsonValue.ValueType.NULL && actual == null;
        }
        if (value instanceof JsonNumber number) {
            return actual instanceof Number && Math.abs(number.doubleValue() - ((Number) actual).doubleValue()) < 1e-9;
        }
        String text = ((JsonString) value).getString();
        return text.equals("*") || (actual instanceof Instant ? instant(value, (Instant) actual) : text.equals(actual));
    }

    private boolean instant(JsonValue value, Instant actual) {
        if (value.getValueType() == JsonValue.ValueType.NULL || actual == null) {
            return value.getValueType() == JsonValue.ValueType.NULL && actual == null;
        }
        Duration apart = Duration.between(Instant.parse(((JsonString) value).getString()), actual).abs();
        return apart.toMillis() <= toleranceMillis;
    }

    /** Returns the windows that have a number which must not be read. */
    List<ReportedWindow> forbidden(RateLimitReading reading) {
        List<ReportedWindow> forbidden = new ArrayList<>();
        for (JsonValue rule : expected.getOrDefault("forbid", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
            JsonObject forbid = rule.asJsonObject();
            if (forbid.containsKey("field")) {
                reading.windows().stream().filter(window -> holds(forbid, window)).forEach(forbidden::add);
            }
        }
        return forbidden;
    }

    private boolean holds(JsonObject forbid, ReportedWindow window) {
        Object actual = switch (forbid.getString("field")) {
            case "limit" -> known(window.limit());
            case "remaining" -> known(window.remaining());
            case "used" -> known(window.used());
            case "resetAt" -> window.resetAt();
            case "windowSeconds" -> known(window.windowSeconds());
            case "unit" -> window.unit();
            default -> throw new IllegalArgumentException("unknown field: " + forbid);
        };
        return switch (forbid.getString("op")) {
            case "==" -> equal(forbid.get("value"), actual);
            case "<" -> actual != null && ((Number) actual).doubleValue() < forbid.getJsonNumber("value").doubleValue();
            default -> throw new IllegalArgumentException("unknown operator: " + forbid);
        };
    }
}
