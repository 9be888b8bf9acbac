package app.quotawatch.rest.jersey;

import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.core.Configuration;

import org.glassfish.jersey.client.HttpUrlConnectorProvider;
import org.glassfish.jersey.client.spi.Connector;
import org.glassfish.jersey.client.spi.ConnectorProvider;
import org.glassfish.jersey.internal.ServiceFinder;
import org.jspecify.annotations.Nullable;

import app.quotawatch.rest.CallFilter;
import app.quotawatch.rest.ClientRegistration;

/**
 * Observes plain clients whose first call is made on a thread without the application's class loader, such as a common-pool
 * thread. It is Jersey's default provider, except that a client without our filters and our hook for failed calls gets a connector
 * that does their work.
 * <p>
 * If the application contains a provider of its own, that one creates the connectors, and they stay as they are.
 */
public final class CallFilterConnectorProvider extends HttpUrlConnectorProvider {

    /*
     * Jersey looks for features and auto-discoverables when a client makes its first call, on the thread of that call. It looks for
     * a ConnectorProvider when a client is created, on the thread that creates it, and keeps it in this client only. So an object
     * of this class knows the application, and nothing that outlives the client knows this object.
     */
    private final @Nullable CallFilter filter = ClientRegistration.isExcluded() ? null : CallFilter.ofClient();
    private final @Nullable ConnectorProvider other = other();

    /** Creates the provider of a client that the current thread's application creates. For Jersey. */
    public CallFilterConnectorProvider() {}

    /* Jersey uses the first that it finds, so the second would be the first without this one. */
    private static @Nullable ConnectorProvider other() {
        try {
            for (Class<ConnectorProvider> each : ServiceFinder.find(ConnectorProvider.class, true).toClassArray()) {
                if (!each.getName().equals(CallFilterConnectorProvider.class.getName())) {
                    return each.getConstructor().newInstance();
                }
            }
        } catch (Throwable unusable) { // whatever it is, it must not reach the caller
            Logger.getLogger("app.quotawatch").log(Level.FINE, "Jersey's default connector replaces an unusable one",
                    unusable);
        }
        return null;
    }

    /* A MicroProfile client has the filter pair from its listener, but not the hook for failed calls. */
    private static boolean isComplete(Configuration client) {
        return client.isRegistered(CallFilter.class) && client.isRegistered(FailureInterceptor.class);
    }

    @Override
    public Connector getConnector(Client client, Configuration configuration) {
        if (other != null) {
            return other.getConnector(client, configuration);
        }
        Connector connector = super.getConnector(client, configuration);
        return filter == null || isComplete(configuration) ? connector : new ObservedConnector(connector, filter);
    }
}
