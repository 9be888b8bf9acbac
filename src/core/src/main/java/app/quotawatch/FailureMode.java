package app.quotawatch;

/** What becomes of calls that got no answer. */
public enum FailureMode {

    /** They are counted in this process only. */
    LOCAL,

    /** They are also sent to the ingest, with status 599. */
    SEND
}
