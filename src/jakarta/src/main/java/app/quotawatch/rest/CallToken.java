package app.quotawatch.rest;

import java.net.URI;
import java.util.Map;

import jakarta.ws.rs.client.ClientRequestContext;

import org.jspecify.annotations.Nullable;

import app.quotawatch.rest.resteasy.RedirectListener;
import app.quotawatch.spi.ClientObserver.Observation;

/**
 * What a request carries from the filter to whatever reports the end of its call. It becomes garbage with the request; the call
 * refers to neither.
 */
final class CallToken implements RedirectListener {

    static final String PROPERTY = "app.quotawatch.call";

    private static final Object UNKNOWN = Boolean.FALSE;

    private final ClientRequestContext request;
    private final Observation call;
    private final String implementation;
    /* The URL that responded, or UNKNOWN; null if it is the request's own. */
    private @Nullable Object responding;

    /** @param implementation that of Jakarta REST, as the filter names it */
    CallToken(ClientRequestContext request, Observation call, String implementation) {
        this.request = request;
        this.call = call;
        this.implementation = implementation;
    }

    static @Nullable CallToken of(ClientRequestContext request) {
        return of(request.getProperty(PROPERTY));
    }

    static @Nullable CallToken of(@Nullable Object property) {
        return property instanceof CallToken token ? token : null;
    }

    void put() {
        request.setProperty(PROPERTY, this);
    }

    boolean isFor(ClientRequestContext context) {
        return request == context && !call.hasEnded();
    }

    boolean isOf(String other) {
        return implementation.equals(other);
    }

    Observation call() {
        return call;
    }

    @Override
    public void redirectedTo(@Nullable URI url) {
        responding = url == null ? UNKNOWN : url;
    }

    /** Ends the call with its response, or with that of the URL to which it was redirected. */
    void answered(int status, @Nullable Map<String, ? extends @Nullable Object> headers) {
        Object source = responding;
        if (source == null) {
            call.answered(status, headers);
        } else {
            call.answeredBy(source instanceof URI url ? url : null, status, headers);
        }
    }
}
