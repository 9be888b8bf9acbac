package app.quotawatch.ingest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.wire.HttpProblem;

/** A request's query: every parameter is known and appears at most once. */
final class Query {

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    static Query of(@Nullable String rawQuery, List<String> known) {
        Map<String, String> values = new HashMap<>();
        if (rawQuery != null && !rawQuery.isEmpty()) {
            for (String pair : rawQuery.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                if (!known.contains(name)) {
                    throw HttpProblem.badRequest(known.isEmpty()
                            ? "this path accepts no query parameters"
                            : "unknown query parameter; valid parameters are " + String.join(", ", known));
                }
                if (values.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                    throw HttpProblem.badRequest(name + ": is duplicated");
                }
            }
        }
        return new Query(values);
    }

    /** Returns the value, or null if it is absent. */
    @Nullable
    String text(String name) {
        String value = values.get(name);
        if (value != null && value.isBlank()) {
            throw HttpProblem.badRequest(name + ": must not be blank");
        }
        return value;
    }

    long whole(String name, long from, long to, long defaultValue) {
        String value = values.get(name);
        if (value == null) {
            return defaultValue;
        }
        if (value.matches("\\d{1,15}")) {
            long number = Long.parseLong(value);
            if (number >= from && number <= to) {
                return number;
            }
        }
        throw HttpProblem.badRequest(name + ": must be a whole number, " + from + " to " + to);
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw HttpProblem.badRequest("the query is not percent-encoded correctly");
        }
    }
}
