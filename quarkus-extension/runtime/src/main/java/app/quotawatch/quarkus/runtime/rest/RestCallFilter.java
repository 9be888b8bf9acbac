package app.quotawatch.quarkus.runtime.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;

import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientResponseFilter;
import org.jspecify.annotations.Nullable;

import app.quotawatch.rest.CallFilter;
import app.quotawatch.rest.FailedCalls;

/**
 * The library's filter pair, marked as non-blocking for Quarkus's REST client. Any other response filter would move each response to
 * a worker thread and back.
 */
@Priority(Integer.MAX_VALUE) // no @ConstrainedTo: only clients have it, and each annotation costs a proxy at start
final class RestCallFilter implements ClientRequestFilter, ResteasyReactiveClientResponseFilter {

    /* A failed call passes through the response filters too, with this status. */
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

    private static @Nullable Throwable causeOf(ResteasyReactiveClientRequestContext request) {
        return request instanceof ClientRequestContextImpl known
                ? known.getRestClientRequestContext().getThrowable()
                : null;
    }
}
