package app.quotawatch.quickstart.upstreams;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.json.JsonValue;

/** An upstream's reply. */
record Reply(int status, Map<String, String> headers, JsonValue body) {

    static Reply of(int status, JsonValue body) {
        return new Reply(status, Map.of(), body);
    }

    Reply with(Map<String, String> added) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(added);
        return new Reply(status, all, body);
    }
}
