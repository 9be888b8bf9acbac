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
import org.apache.cxf.interceptor.Interceptor;
import org.apache.cxf.jaxrs.client.ClientProviderFactory;
import org.apache.cxf.message.Message;
import org.jspecify.annotations.Nullable;

import app.quotawatch.rest.CallFilter;

/**
 * Puts the filter pair on the clients that one application creates on a bus that existed before it: a server's own, which has
 * never seen the application's {@code META-INF/cxf}. The bus outlives the application and serves others too. So nothing of this
 * remains in it after {@link #close()}, and the owner of each client is determined when the client is created.
 */
public final class ServerBus implements ExistingClients, ClientLifeCycleListener {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    /* Counts the applications that watch the bus. A JDK type, because each application has its own copy of our classes. */
    private static final String WATCHERS = "app.quotawatch.watchers";

    private final ClassLoader application;
    private final ClientLifeCycleManager clients;
    private final AtomicInteger watchers;

    private ServerBus(ClassLoader application, ClientLifeCycleManager clients, AtomicInteger watchers) {
        this.application = application;
        this.clients = clients;
        this.watchers = watchers;
    }

    /** Watches the default bus if it exists and does not contain our extension; otherwise returns null. */
    public static @Nullable ServerBus of(ClassLoader application) {
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
            if (providers != null && !isObserved(client)
                    && isOurs(Thread.currentThread().getContextClassLoader())) {
                providers.setUserProviders(List.of(CallFilter.of(application)));
                client.getOutInterceptors().add(new FailureInterceptor());
                client.getInInterceptors().add(new RedirectInterceptor());
            }
        } catch (RuntimeException | LinkageError error) { // whatever it is, it must not reach the caller
            LOGGER.log(Level.FINE, "QuotaWatch cannot observe a client", error);
        }
    }

    /*
     * The context loader decides, if it is the application's. Otherwise it may be the server's, as in the common pool, or one of
     * the server's making, as in TomEE's managed executors, and reveals nothing. Then the code that creates the client decides.
     * If no code of any application is on the stack, the client is ours if no other application watches.
     */
    private boolean isOurs(@Nullable ClassLoader creator) {
        if (ApplicationOnStack.isAtOrAbove(application, creator) || isWrapped(creator)) {
            return true;
        }
        ApplicationOnStack creating = ApplicationOnStack.find(application, ServerBus.class);
        return creating == ApplicationOnStack.OURS
                || creating == ApplicationOnStack.NONE && ApplicationOnStack.isAtOrAbove(creator, application)
                        && watchers.get() == 1;
    }

    /* By name: another application has its own copy of the class, and its context loader may have decided for it. */
    private static boolean isObserved(Client client) {
        for (Interceptor<? extends Message> each : client.getOutInterceptors()) {
            if (each.getClass().getName().equals(FailureInterceptor.class.getName())) {
                return true;
            }
        }
        return false;
    }

    /* CXF gives its requests a loader that only delegates to the application's, and has another parent. */
    private boolean isWrapped(@Nullable ClassLoader creator) {
        if (creator == null || ServerBus.class.getClassLoader() != application) {
            return false;
        }
        try {
            return creator.loadClass(ServerBus.class.getName()) == ServerBus.class;
        } catch (ClassNotFoundException | LinkageError notTheirs) {
            return false;
        }
    }

    @Override
    public void clientDestroyed(Client client) {
        // it is not referenced
    }

    @Override
    public void close() {
        clients.unRegisterListener(this);
        watchers.decrementAndGet();
    }
}
