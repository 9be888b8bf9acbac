package app.quotawatch;

/** The outcome of calls that receive no response. More may be added: a {@code switch} over them needs a {@code default}. */
public enum FailureMode {

    /** They are counted in this process only. */
    LOCAL,

    /** They are also sent to the ingest, with status 599. */
    SEND
}
