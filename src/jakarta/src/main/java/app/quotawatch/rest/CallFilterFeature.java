package app.quotawatch.rest;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/** Registers the filter pair on plain clients of implementations that find features with {@link java.util.ServiceLoader}. */
public final class CallFilterFeature implements Feature {

    @Override
    public boolean configure(FeatureContext context) {
        return ClientRegistration.register(context);
    }
}
