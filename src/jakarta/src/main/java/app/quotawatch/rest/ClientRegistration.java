package app.quotawatch.rest;

import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Configurable;

import app.quotawatch.observe.Application;
import app.quotawatch.observe.Applications;

/** Registers the filter pair on a client, once. */
public final class ClientRegistration {

    private ClientRegistration() {}

    /**
     * Registers the filter pair, unless it is registered already, this is not a client, or its application is not observed.
     *
     * @param client the configuration of a client under construction
     * @return whether it was registered
     */
    public static boolean register(Configurable<?> client) {
        if (!isWanted(client)) {
            return false;
        }
        client.register(CallFilter.ofClient());
        return true;
    }

    /** Returns whether the filter pair belongs on a client and is not registered yet. */
    public static boolean isWanted(Configurable<?> client) {
        return client.getConfiguration().getRuntimeType() != RuntimeType.SERVER
                && !client.getConfiguration().isRegistered(CallFilter.class)
                && !isExcluded();
    }

    /** Returns whether the current thread's application is not observed. */
    public static boolean isExcluded() {
        Application application = Applications.find(Applications.currentLoader());
        return application != null && application.isExcluded();
    }
}
