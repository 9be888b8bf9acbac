package app.quotawatch.quarkus.runtime;

import jakarta.ws.rs.core.Configurable;

import app.quotawatch.rest.ClientRegistration;

/** What RESTEasy Classic's builder calls whenever it makes a client; the call is put there at build time. */
public final class ClassicClientHook {

    private ClassicClientHook() {}

    /** Puts the library's filter pair on the client, once. */
    public static void onBuild(Configurable<?> builder) {
        ClientRegistration.register(builder);
    }
}
