package app.quotawatch.microprofile;

import java.util.Arrays;

import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.log.AbstractLogger;
import org.eclipse.jetty.util.log.Logger;

/**
 * Jetty's log. Only one line matters: the one that a server writes for each request, on the thread that serves it. WireMock is a
 * Jetty server too. The TCK creates its servers itself, so nothing can be inserted before them, and instrumenting the clients
 * instead would not be neutral.
 */
public final class RequestLog extends AbstractLogger {

    private static final String SERVER = "org.eclipse.jetty.server.Server";
    private static final String REQUEST = "REQUEST ";

    private final String name;

    /** Created by Jetty, as configured in the system property {@code org.eclipse.jetty.util.log.class}. */
    public RequestLog() {
        this("");
    }

    private RequestLog(String name) {
        this.name = name;
    }

    @Override
    protected Logger newLogger(String fullName) {
        return new RequestLog(fullName);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isDebugEnabled() {
        return name.equals(SERVER);
    }

    @Override
    public void debug(String message, Object... arguments) {
        if (isDebugEnabled() && message.startsWith(REQUEST)) {
            Request request = HttpConnection.getCurrentConnection().getHttpChannel().getRequest();
            if (!isOfWireMockItself(request)) {
                Journal.request(request.getMethod(), schemeOf(request) + "://localhost:" + portOf(request)
                        + request.getUri().getPath());
            }
        }
    }

    /* Administration requests, and requests that it forwards as a proxy: neither is a call of the client under test. */
    private static boolean isOfWireMockItself(Request request) {
        return request.getUri().getPath().startsWith("/__admin") || request.getHeader("X-Via") != null;
    }

    /* The requests of the TCK's servers always have the scheme http. */
    private static String schemeOf(Request request) {
        return request.getHttpChannel().getEndPoint() instanceof SslConnection.DecryptedEndPoint ? "https" : "http";
    }

    /* Behind a proxy, the URL in the request counts, as it does for the client. */
    private static int portOf(Request request) {
        int port = request.getUri().getPort();
        return port > 0 ? port : request.getLocalPort();
    }

    @Override
    public void debug(Throwable thrown) {
        // not a request
    }

    @Override
    public void debug(String message, Throwable thrown) {
        // not a request
    }

    @Override
    public void setDebugEnabled(boolean enabled) {
        // not configurable
    }

    @Override
    public void info(String message, Object... arguments) {
        // not needed
    }

    @Override
    public void info(Throwable thrown) {
        // not needed
    }

    @Override
    public void info(String message, Throwable thrown) {
        // not needed
    }

    @Override
    public void warn(String message, Object... arguments) {
        System.err.println(name + ": " + message + " " + Arrays.toString(arguments));
    }

    @Override
    public void warn(Throwable thrown) {
        System.err.println(name + ": " + thrown);
    }

    @Override
    public void warn(String message, Throwable thrown) {
        System.err.println(name + ": " + message + ": " + thrown);
    }

    @Override
    public void ignore(Throwable thrown) {
        // not needed
    }
}
