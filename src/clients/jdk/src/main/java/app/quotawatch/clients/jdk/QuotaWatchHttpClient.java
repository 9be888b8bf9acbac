package app.quotawatch.clients.jdk;

import java.net.http.HttpClient;
import java.util.logging.Level;
import java.util.logging.Logger;

import app.quotawatch.spi.ClientObserver;

/** Observes the calls of a {@link HttpClient}. */
public final class QuotaWatchHttpClient {

    private static final Logger LOGGER = Logger.getLogger(QuotaWatchHttpClient.class.getName());

    private QuotaWatchHttpClient() {}

    /**
     * Returns a client that behaves as this one does and whose calls are observed. It delegates everything, and closing it closes
     * this one. Calls belong to the application of the current thread's context class loader; QuotaWatch may start later.
     *
     * @param client the client to observe; one that is observed already is returned as it is, and so is null
     */
    @SuppressWarnings("NullAway") // null is returned only where null was passed
    public static HttpClient observe(HttpClient client) {
        if (client == null || client instanceof ObservedHttpClient) {
            LOGGER.log(Level.FINE, "not observed again: {0}", client);
            return client;
        }
        try {
            return new ObservedHttpClient(client, ClientObserver.ofCurrentApplication());
        } catch (RuntimeException | LinkageError error) { // whatever it is, the application gets its client
            LOGGER.log(Level.FINE, "not observed", error);
            return client;
        }
    }

    /**
     * Returns a builder that behaves as this one does and whose clients are observed: for libraries that build the client
     * themselves.
     *
     * @param builder the builder to observe; one that is observed already is returned as it is, and so is null
     */
    @SuppressWarnings("NullAway") // null is returned only where null was passed
    public static HttpClient.Builder observe(HttpClient.Builder builder) {
        if (builder == null || builder instanceof ObservedBuilder) {
            LOGGER.log(Level.FINE, "not observed again: {0}", builder);
            return builder;
        }
        return new ObservedBuilder(builder);
    }
}
