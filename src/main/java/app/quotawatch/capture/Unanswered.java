package app.quotawatch.capture;

import jakarta.ws.rs.client.ClientRequestContext;

import app.quotawatch.FailureKind;

/**
 * Where an implementation's own hook tells that a call failed. Harmless for calls that are not observed, that had their
 * answer already, or that another hook told of.
 */
public final class Unanswered {

    /** The name of the request property to hand to {@link #tell(Object, Throwable)}. */
    public static final String PROPERTY = CallToken.PROPERTY;

    private Unanswered() {}

    /** Tells that the call of this request failed, by this exception or for a reason not known (null). */
    public static void tell(ClientRequestContext request, Throwable cause) {
        CallToken token = null;
        try {
            token = CallToken.of(request);
            tell(token, cause);
        } catch (Throwable error) { // whatever it is, it must not become the caller's
            noteError(token, error);
        }
    }

    /** Tells that the call with this value of {@link #PROPERTY}, which may be null, failed. */
    public static void tell(Object property, Throwable cause) {
        CallToken token = CallToken.of(property);
        if (token != null) {
            try {
                token.call().fail(cause == null ? FailureKind.UNKNOWN : FailureKinds.of(cause), true);
            } catch (Throwable error) { // whatever it is, it must not become the caller's
                noteError(token, error);
            }
        }
    }

    private static void noteError(CallToken token, Throwable error) {
        if (token != null) {
            token.call().intake().internalError(error);
        }
    }
}
