package app.quotawatch.rest;

import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/** Registers the filter pair on every MicroProfile client, injected or built. */
public final class CallFilterClientListener implements RestClientListener {

    @Override
    public void onNewClient(Class<?> serviceInterface, RestClientBuilder builder) {
        ClientRegistration.register(builder);
    }
}
