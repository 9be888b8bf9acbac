package app.quotawatch.fake;

import java.util.LinkedHashMap;
import java.util.Map;

/** A response before it is written. Not thread-safe. */
final class Reply {

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final String body;

    Reply(int status, String body) {
        this.status = status;
        this.body = body;
        headers.put("Content-Type", "application/json");
    }

    Reply with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Reply with(String name, long value) {
        return with(name, Long.toString(value));
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    String body() {
        return body;
    }
}
