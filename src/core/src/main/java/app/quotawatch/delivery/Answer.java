package app.quotawatch.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of one attempt to deliver a batch.
 *
 * @param verdict what to do now
 * @param status the HTTP status; empty if no answer came
 * @param message what happened, in words that hold no secret
 * @param code the ingest's own code
 * @param retryAfter how long the ingest asks to be left alone
 */
record Answer(Verdict verdict, OptionalInt status, String message, Optional<String> code,
        Optional<Duration> retryAfter) {

    /** What to do after an attempt. */
    enum Verdict {

        /** The ingest has the batch. */
        DELIVERED,

        /** The same batch may succeed later. */
        RETRY,

        /** Something in the batch is wrong, or there is too much of it: smaller ones may pass. */
        SPLIT,

        /** The key or the plan forbids it, until a person has done something. */
        REFUSED
    }

    static Answer noAnswer(String message) {
        return new Answer(Verdict.RETRY, OptionalInt.empty(), message, Optional.empty(), Optional.empty());
    }
}
