package app.quotawatch.rest;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;

import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;

/**
 * The filter pair that observes a client's calls. With the highest priority number it is the last filter before the request
 * goes out and the first after the response came in: what it measures is the API, and a request that another filter aborts
 * never gets here.
 * <p>
 * It reads the URL, the method, the status and the headers; it never touches an entity, and nothing that goes wrong in it
 * reaches the caller.
 */
@ConstrainedTo(RuntimeType.CLIENT)
@Priority(Integer.MAX_VALUE)
public final class CallFilter implements ClientRequestFilter, ClientResponseFilter {

    private static final int NO_RESPONSE = 0;

    /* Implementations with a hook of their own for failed calls: rest.jersey, rest.cxf, the status 0 of Quarkus. */
    private static final List<String> REPORTING = List.of("org.glassfish.jersey.", "org.apache.cxf.",
            "org.jboss.resteasy.reactive.");

    private static final ClassValue<Boolean> REPORTS_FAILURES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> request) {
            for (String implementation : REPORTING) {
                if (request.getName().startsWith(implementation)) {
                    return true;
                }
            }
            return false;
        }
    };

    private final ClientObserver observer;

    /**
     * Creates a filter for whichever application calls. For the implementations that find and create this class by themselves:
     * some share the instance between applications.
     */
    public CallFilter() {
        this(ClientObserver.ofCaller());
    }

    private CallFilter(ClientObserver observer) {
        this.observer = observer;
    }

    /** Creates a filter for a client of the calling thread's application, whatever thread then calls. */
    public static CallFilter ofClient() {
        return new CallFilter(ClientObserver.ofCurrentApplication());
    }

    /** Creates a filter for a client of this application, whatever thread made the client and whatever thread calls. */
    public static CallFilter of(ClassLoader application) {
        return new CallFilter(ClientObserver.ofApplication(application));
    }

    @Override
    public void filter(ClientRequestContext request) {
        try {
            Observation call = observer.start(request.getMethod(), request.getUri());
            if (call == null || isObserved(request)) {
                return;
            }
            if (call.wantsTemplate()) {
                EndpointTemplates.name(call, request);
            }
            CallToken token = new CallToken(request, call);
            token.put();
            if (!REPORTS_FAILURES.get(request.getClass())) {
                call.failWhenAbandoned(token);
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    /* Some implementations run a filter twice that reached the client in two ways; and they carry properties from one
       invocation to the next where an application invokes the same Invocation again. */
    private static boolean isObserved(ClientRequestContext request) {
        CallToken token = CallToken.of(request);
        return token != null && token.isFor(request);
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        try {
            CallToken token = CallToken.of(request);
            if (token == null) {
                return;
            }
            int status = response.getStatus();
            if (status == NO_RESPONSE) {
                token.call().failed(null);
            } else {
                token.call().answered(status, response.getHeaders());
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }
}
