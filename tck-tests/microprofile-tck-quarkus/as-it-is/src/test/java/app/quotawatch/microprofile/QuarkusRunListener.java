package app.quotawatch.microprofile;

import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.testng.IExecutionListener;

/**
 * Reads the log of Jetty's servers as {@link RequestHandler} does elsewhere. The servers that a test starts belong to the class
 * loader of its application, so the copy of that class in the same class loader must be used.
 */
public final class QuarkusRunListener extends Handler implements IExecutionListener {

    private static final Logger SERVERS = Logger.getLogger("org.eclipse.jetty.server.Server");
    private static final String REQUEST = "REQUEST ";

    /** Created by TestNG, which discovers it as a service. */
    public QuarkusRunListener() {}

    @Override
    public void onExecutionStart() {
        SERVERS.setLevel(Level.FINE);
        SERVERS.setUseParentHandlers(false);
        SERVERS.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getMessage().startsWith(REQUEST)) {
            current().ifPresent(request -> Journal.request(request.getKey(), request.getValue()));
        }
    }

    /* Jetty's threads have the class loader of their server as the context class loader. */
    @SuppressWarnings("unchecked")
    private static Optional<Map.Entry<String, String>> current() {
        try {
            return (Optional<Map.Entry<String, String>>) Thread.currentThread().getContextClassLoader()
                    .loadClass(RequestHandler.class.getName())
                    .getMethod("current")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
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
