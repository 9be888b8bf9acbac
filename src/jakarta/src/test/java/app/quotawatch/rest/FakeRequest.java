package app.quotawatch.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

/** Request and response contexts of a Jakarta REST implementation. Methods that the filter pair must not call fail the test. */
final class FakeRequest {

    private final Map<String, Object> properties = new HashMap<>();
    private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    private final URI uri;
    private boolean headersAreWanted;

    FakeRequest(String uri) {
        this.uri = URI.create(uri);
    }

    FakeRequest with(String property, Object value) {
        properties.put(property, value);
        return this;
    }

    /** Adds a header; without any, the filter must not ask for them. */
    FakeRequest withHeader(String name, String value) {
        headers.add(name, value);
        headersAreWanted = true;
        return this;
    }

    private MultivaluedMap<String, String> headers() {
        assertThat(headersAreWanted).as("headers are wanted").isTrue();
        return headers;
    }

    ClientRequestContext context() {
        return (ClientRequestContext) Proxy.newProxyInstance(FakeRequest.class.getClassLoader(),
                new Class<?>[]{ClientRequestContext.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getUri" -> uri;
                    case "getMethod" -> "GET";
                    case "getProperty" -> properties.get(arguments[0]);
                    case "setProperty" -> properties.put((String) arguments[0], arguments[1]);
                    case "getStringHeaders" -> headers();
                    case "toString" -> "FakeRequest[" + uri + "]";
                    default -> throw new AssertionError("the filter must not call " + method);
                });
    }

    static ClientResponseContext response(int status, String... headers) {
        MultivaluedMap<String, String> map = new MultivaluedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.add(headers[i], headers[i + 1]);
        }
        return response(status, map);
    }

    static ClientResponseContext response(int status, MultivaluedMap<String, String> headers) {
        return (ClientResponseContext) Proxy.newProxyInstance(FakeRequest.class.getClassLoader(),
                new Class<?>[]{ClientResponseContext.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getStatus" -> status;
                    case "getHeaders" -> headers;
                    case "getHeaderString" -> headers == null ? null : headers.getFirst((String) arguments[0]);
                    case "getDate" -> null;
                    default -> throw new AssertionError("the filter must not call " + method);
                });
    }
}
