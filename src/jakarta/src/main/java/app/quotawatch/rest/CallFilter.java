package app.quotawatch.rest;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;

import app.quotawatch.observe.ApplicationObserver;
import app.quotawatch.observe.Applications;
import app.quotawatch.rest.resteasy.EngineWatch;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;

/**
 * The filter pair that observes a client's calls. It has the highest priority number: it is the last filter before the request
 * is sent and the first after the response arrives. So it measures the API and not the other filters, and it never sees a request
 * that another filter aborts.
 * <p>
 * It reads the URL, the method, the status and the headers. It never reads an entity, and its own failures never reach the
 * caller.
 */
@ConstrainedTo(RuntimeType.CLIENT)
@Priority(Integer.MAX_VALUE)
public final class CallFilter implements ClientRequestFilter, ClientResponseFilter {

    private static final int NO_RESPONSE = 0;

    private static final String JERSEY = "org.glassfish.jersey.";
    private static final String OTHER = "";

    /* Implementations that report failed calls themselves: rest.jersey, rest.cxf, and Quarkus with status 0. */
    private static final List<String> REPORTING = List.of(JERSEY, "org.apache.cxf.", "org.jboss.resteasy.reactive.");

    /* The values are strings, as a server's class keeps them for longer than an application lives. */
    private static final ClassValue<String> IMPLEMENTATION = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> request) {
            for (String implementation : REPORTING) {
                if (request.getName().startsWith(implementation)) {
                    return implementation;
                }
            }
            return OTHER;
        }
    };

    /* Made here and not by ClientObserver's methods: a look-up of services would cost a fast-starting application more. */
    private final ClientObserver observer;

    /**
     * Creates a filter that observes for the application that makes the call. For implementations that discover and instantiate
     * this class, some of which share the instance between applications.
     */
    public CallFilter() {
        this(ApplicationObserver.of(null));
    }

    private CallFilter(ClientObserver observer) {
        this.observer = observer;
    }

    /** Creates a filter for a client of the current thread's application, whichever thread makes the calls. */
    public static CallFilter ofClient() {
        return new CallFilter(ApplicationObserver.of(Applications.currentLoader()));
    }

    /** Creates a filter for a client of this application, whichever thread creates the client or makes the calls. */
    public static CallFilter of(ClassLoader application) {
        return new CallFilter(ApplicationObserver.of(application));
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
            if (call.wantsRequestHeaders()) {
                call.requestHeaders(request.getStringHeaders());
            }
            CallToken token = new CallToken(request, call, IMPLEMENTATION.get(request.getClass()));
            token.put();
            if (token.isOf(OTHER)) {
                call.failWhenAbandoned(token);
                EngineWatch.watch(request, call, token);
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    /* Some implementations run a filter twice if it was registered in two ways. And if an application invokes the same Invocation
       again, they carry the properties over to the next request. */
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
                return;
            }
            if (token.isOf(JERSEY)) {
                ResolvedUri.note(token, request, response);
            }
            AutoCloseable span = ClientSpans.enter(request);
            try {
                token.answered(status, response.getHeaders());
            } finally {
                if (span != null) {
                    span.close();
                }
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }
}
