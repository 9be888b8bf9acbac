package app.quotawatch.capture;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;

import app.quotawatch.ApiConfig;

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

    /* Implementations with a hook of their own for failed calls: capture.jersey, capture.cxf, the status 0 of Quarkus. */
    private static final List<String> TELLING = List.of("org.glassfish.jersey.", "org.apache.cxf.",
            "org.jboss.resteasy.reactive.");

    private static final ClassValue<Boolean> TELLS_FAILURES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> request) {
            for (String implementation : TELLING) {
                if (request.getName().startsWith(implementation)) {
                    return true;
                }
            }
            return false;
        }
    };

    private final Intakes.Finder finder;
    private final ServerDate serverDate = new ServerDate();

    /**
     * Creates a filter for whichever application calls. For the implementations that find and create this class by themselves:
     * some share the instance between applications.
     */
    public CallFilter() {
        this(Intakes.Finder.ofCaller());
    }

    private CallFilter(Intakes.Finder finder) {
        this.finder = finder;
    }

    /** Creates a filter for a client of the calling thread's application, whatever thread then calls. */
    public static CallFilter ofClient() {
        return new CallFilter(Intakes.Finder.ofMaker());
    }

    /** Creates a filter for a client of this application, whatever thread made the client and whatever thread calls. */
    public static CallFilter of(ClassLoader application) {
        return new CallFilter(Intakes.Finder.of(application));
    }

    @Override
    public void filter(ClientRequestContext request) {
        Intake intake = finder.intake();
        if (intake == null) {
            return;
        }
        try {
            ApiConfig api = intake.match(request.getUri());
            if (api != null && !isObserved(request)) {
                CallToken token = new CallToken(request, CallInProgress.start(request, api, intake));
                token.put();
                if (!TELLS_FAILURES.get(request.getClass())) {
                    intake.abandonedCalls().watch(token);
                }
            }
        } catch (Throwable error) { // whatever it is, it must not become the caller's
            intake.internalError(error);
        }
    }

    private static boolean isObserved(ClientRequestContext request) {
        CallToken token = CallToken.of(request);
        return token != null && token.isFor(request);
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        // not the finder's intake: the answer may come on a thread that tells nothing of the application
        CallToken token = null;
        try {
            token = CallToken.of(request);
            if (token != null) {
                token.call().finish(response, serverDate);
            }
        } catch (Throwable error) { // whatever it is, it must not become the caller's
            if (token != null) {
                token.call().intake().internalError(error);
            }
        }
    }
}
