package app.quotawatch.clients.apache5;

import java.util.logging.Level;
import java.util.logging.Logger;

import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

import app.quotawatch.spi.ClientObserver;

/**
 * Observes the calls of Apache HttpClient 5. Calls belong to the application of the context class loader of the thread that calls
 * {@code addTo}; QuotaWatch may start later. Adding it to a builder twice has no effect.
 */
public final class QuotaWatchExec {

    /*
     * Just inside of PROTOCOL: retries, redirects and the cache are outside, so that each request that is sent passes here and no
     * other; the connection is made inside, so that its failures pass here, too.
     */
    private static final String AFTER = ChainElement.PROTOCOL.name();
    private static final String NAME = "QUOTAWATCH";

    private static final Logger LOGGER = Logger.getLogger(QuotaWatchExec.class.getName());

    private QuotaWatchExec() {}

    /** Observes the clients that this builder builds, also one that caches, and returns the builder. */
    public static HttpClientBuilder addTo(HttpClientBuilder builder) {
        contained(() -> builder.addExecInterceptorAfter(AFTER, NAME,
                new ClassicExec(ClientObserver.ofCurrentApplication())));
        return builder;
    }

    /** Observes the asynchronous clients that this builder builds, and returns the builder. */
    public static HttpAsyncClientBuilder addTo(HttpAsyncClientBuilder builder) {
        contained(() -> builder.addExecInterceptorAfter(AFTER, NAME,
                new AsyncExec(ClientObserver.ofCurrentApplication())));
        return builder;
    }

    /** Observes the HTTP/2 clients that this builder builds, and returns the builder. */
    public static H2AsyncClientBuilder addTo(H2AsyncClientBuilder builder) {
        contained(() -> builder.addExecInterceptorAfter(AFTER, NAME,
                new AsyncExec(ClientObserver.ofCurrentApplication())));
        return builder;
    }

    /* Whatever fails, the application gets its client. */
    private static void contained(Runnable addition) {
        try {
            addition.run();
        } catch (RuntimeException | LinkageError error) {
            LOGGER.log(Level.FINE, "not observed", error);
        }
    }
}
