package app.quotawatch.quarkus.runtime.rest;

import java.net.URI;

import jakarta.annotation.Priority;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;

import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientResponseFilter;
import org.jspecify.annotations.Nullable;

import app.quotawatch.rest.CallFilter;
import app.quotawatch.rest.FailedCalls;
import app.quotawatch.rest.Redirects;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

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
            return;
        }
        if (request instanceof ClientRequestContextImpl known) {
            reportRedirect(known);
        }
        calls.filter(request, response);
    }

    /* Vert.x makes another request for each redirect that it follows. */
    private static void reportRedirect(ClientRequestContextImpl request) {
        RestClientRequestContext call = request.getRestClientRequestContext();
        HttpClientResponse response = call.getVertxClientResponse();
        HttpClientRequest sent = call.getHttpClientRequest();
        if (response == null || sent == null || response.request() == sent) {
            return;
        }
        URI url;
        try {
            url = URI.create(response.request().absoluteURI());
        } catch (IllegalArgumentException e) {
            url = null;
        }
        Redirects.report(request.getProperty(Redirects.PROPERTY), url);
    }

    private static @Nullable Throwable causeOf(ResteasyReactiveClientRequestContext request) {
        return request instanceof ClientRequestContextImpl known
                ? known.getRestClientRequestContext().getThrowable()
                : null;
    }
}
