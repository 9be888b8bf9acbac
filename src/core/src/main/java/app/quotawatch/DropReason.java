package app.quotawatch;

/** Why an event was recorded but will never be delivered. */
public enum DropReason {

    /** The buffer was full, and the oldest event was dropped for a new one. */
    OVERFLOW,

    /** The ingest rejected the event as invalid, or it is larger than a request may be. */
    REJECTED,

    /** It could not be delivered within the delivery timeout when the application stopped. */
    SHUTDOWN,

    /** It was recorded after the application had stopped. */
    CLOSED,

    /** It was not a valid event: {@code record(null)}, or a call that the wire format cannot express. */
    INVALID
}
