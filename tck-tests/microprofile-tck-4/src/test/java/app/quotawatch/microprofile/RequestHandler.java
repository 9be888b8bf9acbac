package app.quotawatch.microprofile;

import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;

/**
 * Reads the log of Jetty's servers. Only one line matters: the one that is written for each request, on the thread that serves it.
 * {@code RequestLog} does the same for the older Jetty of TCK 3, which has a different logging API.
 */
public final class RequestHandler extends Handler {

    private static final String REQUEST = "REQUEST ";

    /** Created by the JDK's log manager, as configured in {@code logging.properties}. */
    public RequestHandler() {}

    @Override
    public void publish(LogRecord line) {
        if (line.getMessage().startsWith(REQUEST)) {
            current().ifPresent(request -> Journal.request(request.getKey(), request.getValue()));
        }
    }

    /** Returns method and URL of the request that this thread serves, if it comes from the client under test. */
    public static Optional<Map.Entry<String, String>> current() {
        Request request = HttpConnection.getCurrentConnection().getHttpChannel().getRequest();
        return isOfWireMockItself(request)
                ? Optional.empty()
                : Optional.of(Map.entry(request.getMethod(),
                        schemeOf(request) + "://localhost:" + portOf(request) + request.getHttpURI().getPath()));
    }

    /* Administration requests, and requests that it forwards as a proxy: neither is a call of the client under test. */
    private static boolean isOfWireMockItself(Request request) {
        return request.getHttpURI().getPath().startsWith("/__admin") || request.getHeader("X-Via") != null;
    }

    private static String schemeOf(Request request) {
        return request.getHttpChannel().getEndPoint() instanceof SslConnection.DecryptedEndPoint ? "https" : "http";
    }

    /* Behind a proxy, the URL in the request counts, as it does for the client. */
    private static int portOf(Request request) {
        int port = request.getHttpURI().getPort();
        return port > 0 ? port : request.getLocalPort();
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        // nothing is open
    }
}
