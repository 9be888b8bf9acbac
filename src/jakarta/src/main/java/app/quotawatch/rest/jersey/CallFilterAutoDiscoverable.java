package app.quotawatch.rest.jersey;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.FeatureContext;

import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;

import app.quotawatch.rest.ClientRegistration;

/**
 * Puts the filter pair on Jersey's clients, also on those that are told not to look for services, and beside it the hook for
 * calls without an answer.
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
