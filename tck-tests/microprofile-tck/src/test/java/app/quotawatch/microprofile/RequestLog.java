package app.quotawatch.microprofile;

import java.util.Arrays;

import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.log.AbstractLogger;
import org.eclipse.jetty.util.log.Logger;

/**
 * Jetty's log, of which one line counts: the one that a server writes at each request, on the thread that serves it. WireMock is
 * a Jetty server too. The TCK creates its servers itself, so that nothing else can be put in their way; and whatever asked
 * clients instead would not be neutral.
 */
public final class RequestLog extends AbstractLogger {

    private static final String SERVER = "org.eclipse.jetty.server.Server";
    private static final String REQUEST = "REQUEST ";

    private final String name;

    /** Made by Jetty, as the system property {@code org.eclipse.jetty.util.log.class} says. */
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

    /* Its administration, and what it forwards as a proxy: neither is a call of the client under test. */
    private static boolean isOfWireMockItself(Request request) {
        return request.getUri().getPath().startsWith("/__admin") || request.getHeader("X-Via") != null;
    }

    /* The TCK's servers say http either way. */
    private static String schemeOf(Request request) {
        return request.getHttpChannel().getEndPoint() instanceof SslConnection.DecryptedEndPoint ? "https" : "http";
    }

    /* Behind a proxy the request's own URL counts, as it does for the client. */
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
        // it is what it is
    }

    @Override
    public void info(String message, Object... arguments) {
        // nobody reads it
    }

    @Override
    public void info(Throwable thrown) {
        // nobody reads it
    }

    @Override
    public void info(String message, Throwable thrown) {
        // nobody reads it
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
        // as the name says
    }
}
