package app.quotawatch.quarkus.runtime.rest;

import jakarta.ws.rs.core.Configurable;

import app.quotawatch.rest.ClientRegistration;

/** Called by the builder of Quarkus's REST client for each new client. The call is inserted at build time. */
public final class RestClientHook {

    private RestClientHook() {}

    /** Registers the filter pair on the client, once, however often and through whichever API it is built. */
    public static void onBuild(Configurable<?> builder) {
        if (ClientRegistration.isWanted(builder) && !builder.getConfiguration().isRegistered(RestCallFilter.class)) {
            builder.register(new RestCallFilter());
        }
    }
}
