package app.quotawatch;

/** Why a call got no answer. */
public enum FailureKind {

    /** The host's name could not be resolved. */
    UNKNOWN_HOST(false),

    /** Nobody accepted the connection: it was refused, or there is no route to the host. */
    CONNECTION_REFUSED(false),

    /** The connection was not there in time. */
    CONNECT_TIMEOUT(false),

    /** The two sides could not agree on an encrypted connection, such as with a certificate that is not trusted. */
    TLS(false),

    /** The connection was there, but no answer came in time. */
    READ_TIMEOUT(true),

    /** The connection ended before an answer was complete enough to be one. */
    CONNECTION_RESET(true),

    /** The application gave the call up. */
    CANCELLED(true),

    /** Something else went wrong, on this side or the other. */
    OTHER(true),

    /** It is only known that no answer came: the client told nobody why. */
    UNKNOWN(true);

    private final boolean mayHaveArrived;

    FailureKind(boolean mayHaveArrived) {
        this.mayHaveArrived = mayHaveArrived;
    }

    /**
     * Returns whether the API may have received the request, and so may have counted it: such calls count against the
     * configured limits, the others do not.
     */
    public boolean mayHaveArrived() {
        return mayHaveArrived;
    }
}
