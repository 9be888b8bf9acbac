package app.quotawatch.tck.http;

import java.net.URI;
import java.util.Optional;

/**
 * One call that a test makes.
 *
 * @param body empty for a request without one
 * @param bodyFailure what the application's code throws while it produces the body
 */
public record HttpCall(String method, URI uri, byte[] body, Optional<RuntimeException> bodyFailure) {

    public static HttpCall get(URI uri) {
        return of("GET", uri);
    }

    public static HttpCall of(String method, URI uri) {
        return new HttpCall(method, uri, new byte[0], Optional.empty());
    }

    public HttpCall sending(byte[] bytes) {
        return new HttpCall(method, uri, bytes, bodyFailure);
    }

    public HttpCall failingWith(RuntimeException failure) {
        return new HttpCall(method, uri, new byte[10], Optional.of(failure));
    }
}
