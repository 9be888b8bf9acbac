package app.quotawatch.rest;

import jakarta.ws.rs.client.ClientRequestContext;

import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.ClientObserver.Observation;

/**
 * What a request carries from the filter to whatever reports the end of its call. It becomes garbage with the request; the call
 * refers to neither.
 */
record CallToken(ClientRequestContext request, Observation call) {

    static final String PROPERTY = "app.quotawatch.call";

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
}
