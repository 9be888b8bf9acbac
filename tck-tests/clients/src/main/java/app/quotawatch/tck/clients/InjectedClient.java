package app.quotawatch.tck.clients;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.rest.client.inject.RestClient;

/** A bean that has a client injected, as applications do. */
@ApplicationScoped
public class InjectedClient {

    @Inject
    @RestClient
    ThingsClient client;

    /** Returns the injected client. */
    public ThingsClient client() {
        return client;
    }
}
