package app.quotawatch.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The result of one attempt to deliver a batch.
 *
 * @param verdict what to do now
 * @param status the HTTP status; empty if there was no response
 * @param message a description of what happened, without secrets
 * @param code the ingest's own code
 * @param retryAfter how long the ingest asks not to receive requests
 */
record AttemptResult(Verdict verdict, OptionalInt status, String message, Optional<String> code,
        Optional<Duration> retryAfter) {

    /** What to do after an attempt. */
    enum Verdict {

        /** The ingest accepted the batch. */
        DELIVERED,

        /** The same batch may succeed later. */
        RETRY,

        /** An event in the batch is invalid, or the batch is too large: smaller batches may be accepted. */
        SPLIT,

        /** The key or the plan forbids deliveries until a person has acted. */
        FORBIDDEN
    }

    /** The message of an attempt that was given up because its thread was interrupted. */
    static final String INTERRUPTED = "interrupted";

    /** Returns whether the thread was interrupted: then this is no failure of the ingest. */
    boolean isInterrupted() {
        return status.isEmpty() && message.equals(INTERRUPTED);
    }

    static AttemptResult noResponse(String message) {
        return new AttemptResult(Verdict.RETRY, OptionalInt.empty(), message, Optional.empty(), Optional.empty());
    }
}
