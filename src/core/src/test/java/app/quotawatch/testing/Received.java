package app.quotawatch.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import com.sun.net.httpserver.Headers;

/** One request as an {@link IngestDouble} received it. */
public record Received(String method, String target, Headers headers, byte[] bytes) {

    private static final Pattern ENDPOINT = Pattern.compile("\"endpoint\":\"([^\"]*)\"");

    public String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public String header(String name) {
        return headers.getFirst(name);
    }

    /** Returns the events' endpoints, in order, by which tests distinguish events. */
    public List<String> endpoints() {
        return ENDPOINT.matcher(body()).results().map(found -> found.group(1)).toList();
    }
}
