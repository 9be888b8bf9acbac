package app.quotawatch.fake;

import java.util.Map;
import java.util.Optional;

/** A request that a provider received. Immutable. */
public final class FakeRequest {

    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final String body;

    FakeRequest(String method, String path, Map<String, String> headers, String body) {
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.body = body;
    }

    /** Returns the method. */
    public String method() {
        return method;
    }

    /** Returns the path as it was sent, without the query. */
    public String path() {
        return path;
    }

    /** Returns a header by its name, in any case; of a repeated one, the values joined by commas. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns the body as UTF-8; empty if there is none. */
    public String body() {
        return body;
    }

    /** Shows the method and the path: headers have credentials. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
