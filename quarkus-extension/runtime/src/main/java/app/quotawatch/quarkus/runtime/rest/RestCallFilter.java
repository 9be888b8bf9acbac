package app.quotawatch.quarkus.runtime.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;

import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientResponseFilter;

import app.quotawatch.rest.CallFilter;
import app.quotawatch.rest.FailedCalls;

/**
 * The library's filter pair, of which Quarkus's REST client knows that it does not block: any other response filter would move
 * each response to a worker thread and back.
 */
@Priority(Integer.MAX_VALUE) // no @ConstrainedTo: only clients get it, and each annotation is a proxy to be made at start
final class RestCallFilter implements ClientRequestFilter, ResteasyReactiveClientResponseFilter {

    /* A failed call passes the response filters, too, with this for a status. */
    private static final int NO_RESPONSE = 0;

    private final CallFilter calls = CallFilter.ofClient();

    @Override
    public void filter(ClientRequestContext request) {
        calls.filter(request);
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext request, ClientResponseContext response) {
        if (response.getStatus() == NO_RESPONSE) {
            FailedCalls.report(request, causeOf(request));
        } else {
            calls.filter(request, response);
        }
    }

    private static Throwable causeOf(ResteasyReactiveClientRequestContext request) {
        return request instanceof ClientRequestContextImpl known
                ? known.getRestClientRequestContext().getThrowable()
                : null;
    }
}
