package app.quotawatch.rest;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/** Puts the filter pair on plain clients, where the implementation finds features by {@link java.util.ServiceLoader}. */
public final class CallFilterFeature implements Feature {

    @Override
    public boolean configure(FeatureContext context) {
        return ClientRegistration.register(context);
    }
}
