package app.quotawatch.capture;

import jakarta.ws.rs.client.ClientRequestContext;

/**
 * What a request carries from the filter to whatever tells the end of its call. It becomes garbage with the request; the call
 * knows neither.
 */
record CallToken(ClientRequestContext request, CallInProgress call) {

    static final String PROPERTY = "app.quotawatch.call";

    static CallToken of(ClientRequestContext request) {
        return of(request.getProperty(PROPERTY));
    }

    static CallToken of(Object property) {
        return property instanceof CallToken token ? token : null;
    }

    void put() {
        request.setProperty(PROPERTY, this);
    }

    /* Some implementations run a filter twice that reached the client on two ways; and they carry properties from one
       invocation to the next where an application invokes the same Invocation again. */
    boolean isFor(ClientRequestContext context) {
        return request == context && !call.hasEnded();
    }
}
