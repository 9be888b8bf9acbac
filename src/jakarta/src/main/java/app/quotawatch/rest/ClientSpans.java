package app.quotawatch.rest;

import jakarta.ws.rs.client.ClientRequestContext;

import app.quotawatch.rest.opentelemetry.SpanContexts;

/** Finds the span of a call, which is not always current on the thread that receives the response. */
final class ClientSpans {

    /*
     * The filters of SmallRye OpenTelemetry and of Open Liberty keep it in this property of the request. Liberty's never makes it
     * current, and that of SmallRye only on the thread that sends the request.
     */
    private static final String CONTEXT = "otel.span.client.context";

    private static final boolean VISIBLE = isVisible();

    private ClientSpans() {}

    private static boolean isVisible() {
        try {
            Class.forName("io.opentelemetry.context.Context", false, ClientSpans.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /** Makes the span of the call current; returns what ends that, or null if there is none. */
    static AutoCloseable enter(ClientRequestContext request) {
        if (!VISIBLE) {
            return null;
        }
        Object context = request.getProperty(CONTEXT);
        return context == null ? null : SpanContexts.enter(context);
    }
}
