package app.quotawatch.rest.cxf;

import java.util.ArrayList;
import java.util.List;

import org.apache.cxf.Bus;

import app.quotawatch.rest.CallFilter;

/**
 * Puts the filter pair on everything that a CXF bus creates, {@code WebClient} too, by adding it to the providers of the bus.
 * CXF creates this class with each bus, as {@code META-INF/cxf/bus-extensions.txt} specifies.
 */
public final class CallFilterBusExtension {

    private static final String BUS_PROVIDERS = "org.apache.cxf.jaxrs.bus.providers";

    /** Adds the filter pair to the existing providers of the bus. */
    public CallFilterBusExtension(Bus bus) {
        List<Object> providers = new ArrayList<>();
        if (bus.getProperty(BUS_PROVIDERS) instanceof List<?> present) {
            providers.addAll(present);
        }
        providers.add(new CallFilter());
        bus.setProperty(BUS_PROVIDERS, providers);
        bus.getOutInterceptors().add(new FailureInterceptor());
        bus.getInInterceptors().add(new RedirectInterceptor());
    }

    static boolean isIn(Bus bus) {
        return bus.getProperty(BUS_PROVIDERS) instanceof List<?> present
                && present.stream().anyMatch(CallFilter.class::isInstance);
    }
}
