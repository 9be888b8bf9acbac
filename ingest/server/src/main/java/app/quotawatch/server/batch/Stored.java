package app.quotawatch.server.batch;

/** The outcome of a batch that needs not be sent again. */
public enum Stored {
    /** All of its events are stored. */
    STORED,
    /** A batch with its key was stored before; nothing of this one is. */
    REPEATED
}
