package app.quotawatch.rest.jersey;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.FeatureContext;

import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;

import app.quotawatch.rest.ClientRegistration;

/**
 * Registers the filter pair on Jersey's clients, even on those configured not to discover services, together with the hook for
 * calls without a response.
 */
@ConstrainedTo(RuntimeType.CLIENT)
public final class CallFilterAutoDiscoverable implements ForcedAutoDiscoverable {

    @Override
    public void configure(FeatureContext context) {
        ClientRegistration.register(context);
        if (context.getConfiguration().getRuntimeType() != RuntimeType.SERVER
                && !context.getConfiguration().isRegistered(FailureInterceptor.class)) {
            context.register(new FailureInterceptor());
        }
    }
}
