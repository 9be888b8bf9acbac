package app.quotawatch.quarkus.runtime.rest;

import jakarta.ws.rs.core.Configurable;

import app.quotawatch.rest.ClientRegistration;

/** What the builder of Quarkus's REST client calls whenever it makes a client; the call is put there at build time. */
public final class RestClientHook {

    private RestClientHook() {}

    /** Puts the filter pair on the client, once, however often and by whichever API it is built. */
    public static void onBuild(Configurable<?> builder) {
        if (ClientRegistration.isWanted(builder) && !builder.getConfiguration().isRegistered(RestCallFilter.class)) {
            builder.register(new RestCallFilter());
        }
    }
}
