package app.quotawatch.event;

import org.jspecify.annotations.Nullable;

/** Why a call received no response. More kinds may be added: a {@code switch} over them needs a {@code default}. */
public enum FailureKind {

    /** The host's name could not be resolved. */
    UNKNOWN_HOST(false),

    /** The connection was refused, or there is no route to the host. */
    CONNECTION_REFUSED(false),

    /** The connection was not established in time. */
    CONNECT_TIMEOUT(false),

    /** The two sides could not agree on an encrypted connection, for example because of a certificate that is not trusted. */
    TLS(false),

    /** The connection was established, but no response came in time. */
    READ_TIMEOUT(true),

    /** The connection ended before the response was complete. */
    CONNECTION_RESET(true),

    /** The application cancelled the call. */
    CANCELLED(true),

    /** Something else went wrong, on this side or the other. */
    OTHER(true),

    /** Unknown: there was no response, and the client does not report why. */
    UNKNOWN(true);

    private final boolean mayHaveArrived;

    FailureKind(boolean mayHaveArrived) {
        this.mayHaveArrived = mayHaveArrived;
    }

    /**
     * Returns why a call failed, derived from the exception that its client throws and that exception's causes.
     *
     * @param failure what the client throws; null means {@link #UNKNOWN}
     * @return {@link #OTHER} if neither the exception nor any of its causes is recognised
     */
    public static FailureKind of(@Nullable Throwable failure) {
        return failure == null ? UNKNOWN : FailureCause.kindOf(failure);
    }

    /**
     * Returns whether the API may have received the request, and so may have counted it: such calls count against the
     * configured limits, the others do not.
     */
    public boolean mayHaveArrived() {
        return mayHaveArrived;
    }
}
