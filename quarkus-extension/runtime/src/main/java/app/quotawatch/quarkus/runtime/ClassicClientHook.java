package app.quotawatch.quarkus.runtime;

import jakarta.ws.rs.core.Configurable;

import app.quotawatch.rest.ClientRegistration;

/** Called by RESTEasy Classic's builder for each new client. The call is inserted at build time. */
public final class ClassicClientHook {

    private ClassicClientHook() {}

    /** Registers the library's filter pair on the client, once. */
    public static void onBuild(Configurable<?> builder) {
        ClientRegistration.register(builder);
    }
}
