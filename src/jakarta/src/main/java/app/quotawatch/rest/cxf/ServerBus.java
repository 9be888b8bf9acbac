package app.quotawatch.rest.cxf;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.ClientLifeCycleListener;
import org.apache.cxf.endpoint.ClientLifeCycleManager;
import org.apache.cxf.jaxrs.client.ClientProviderFactory;

import app.quotawatch.rest.CallFilter;

/**
 * Puts the filter pair on the clients that one application makes on a bus that was there before it: a server's own, which has
 * never seen the application's {@code META-INF/cxf}. The bus outlives the application and serves others too. Hence nothing of
 * this stays in it after {@link #close()}, and each client is asked whose it is when it is made.
 */
public final class ServerBus implements ExistingClients, ClientLifeCycleListener {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    /* Counts the applications that watch the bus. It is the JDK's, since each application has its own copy of our classes. */
    private static final String WATCHERS = "app.quotawatch.watchers";

    private final ClassLoader application;
    private final ClientLifeCycleManager clients;
    private final AtomicInteger watchers;

    private ServerBus(ClassLoader application, ClientLifeCycleManager clients, AtomicInteger watchers) {
        this.application = application;
        this.clients = clients;
        this.watchers = watchers;
    }

    /** Watches the default bus, if there is one already and our extension is not in it; else returns null. */
    public static ServerBus of(ClassLoader application) {
        Bus bus = BusFactory.getDefaultBus(false);
        ClientLifeCycleManager clients = bus == null || CallFilterBusExtension.isIn(bus)
                ? null
                : bus.getExtension(ClientLifeCycleManager.class);
        if (clients == null) {
            return null;
        }
        AtomicInteger watchers = (AtomicInteger) bus.getProperties().computeIfAbsent(WATCHERS,
                none -> new AtomicInteger());
        ServerBus watching = new ServerBus(application, clients, watchers);
        watchers.incrementAndGet();
        clients.registerListener(watching);
        return watching;
    }

    @Override
    public void clientCreated(Client client) {
        try {
            ClientProviderFactory providers = ClientProviderFactory.getInstance(client.getEndpoint());
            if (providers != null && isOurs(Thread.currentThread().getContextClassLoader())) {
                providers.setUserProviders(List.of(CallFilter.of(application)));
                client.getOutInterceptors().add(new FailureInterceptor());
            }
        } catch (RuntimeException | LinkageError error) { // whatever it is, it must not become the caller's
            LOGGER.log(Level.FINE, "QuotaWatch does not observe a client", error);
        }
    }

    /* The loader of a thread such as the common pool's tells nothing; then the client is ours if nobody else watches. */
    private boolean isOurs(ClassLoader maker) {
        return isAtOrAbove(application, maker) || isWrapped(maker)
                || isAtOrAbove(maker, application) && watchers.get() == 1;
    }

    /* CXF gives its requests a loader that only passes on to the application's, and has another parent. */
    private boolean isWrapped(ClassLoader maker) {
        if (maker == null || ServerBus.class.getClassLoader() != application) {
            return false;
        }
        try {
            return maker.loadClass(ServerBus.class.getName()) == ServerBus.class;
        } catch (ClassNotFoundException | LinkageError notTheirs) {
            return false;
        }
    }

    private static boolean isAtOrAbove(ClassLoader upper, ClassLoader lower) {
        ClassLoader loader = lower;
        while (loader != null && loader != upper) {
            loader = loader.getParent();
        }
        return loader == upper;
    }

    @Override
    public void clientDestroyed(Client client) {
        // nothing is kept of it
    }

    @Override
    public void close() {
        clients.unRegisterListener(this);
        watchers.decrementAndGet();
    }
}
