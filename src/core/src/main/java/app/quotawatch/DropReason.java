package app.quotawatch;

/** Why an event was recorded but will never be delivered. */
public enum DropReason {

    /** The buffer was full: the oldest event made room for a new one. */
    OVERFLOW,

    /** The ingest said that the event is not valid. */
    REJECTED,

    /** It could not be delivered within the delivery timeout when the application stopped. */
    SHUTDOWN,

    /** It was recorded after the application had stopped. */
    CLOSED,

    /** There was no event: {@code record(null)}. */
    INVALID
}
