package app.quotawatch.rest;

import jakarta.ws.rs.client.ClientRequestContext;

import org.jspecify.annotations.Nullable;

/**
 * Receives the reports of an implementation's own hook for failed calls. Reports on calls that are not observed, have received a
 * response, or were reported by another hook have no effect.
 */
public final class FailedCalls {

    /** The name of the request property to pass to {@link #report(Object, Throwable)}. */
    public static final String PROPERTY = CallToken.PROPERTY;

    private FailedCalls() {}

    /** Reports that the call of this request failed, with this exception or for an unknown reason (null). */
    public static void report(ClientRequestContext request, @Nullable Throwable cause) {
        Object property;
        try {
            property = request.getProperty(PROPERTY);
        } catch (RuntimeException unreadable) { // it must not reach the caller
            return;
        }
        report(property, cause);
    }

    /** Reports that the call with this value of {@link #PROPERTY}, which may be null, failed. */
    public static void report(@Nullable Object property, @Nullable Throwable cause) {
        CallToken token = CallToken.of(property);
        if (token != null) {
            token.call().failed(cause);
        }
    }
}
