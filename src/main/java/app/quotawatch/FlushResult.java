package app.quotawatch;

import java.util.Optional;

/**
 * What a flush did.
 *
 * @param outcome how it ended
 * @param delivered events that the ingest accepted during this flush
 * @param dropped events that the ingest rejected for good during this flush
 * @param remaining events that still wait for delivery
 * @param failure why events still wait or were dropped; empty if all went well
 */
public record FlushResult(Outcome outcome, int delivered, int dropped, int remaining,
        Optional<DeliveryFailure> failure) {

    /** How a flush ended. */
    public enum Outcome {

        /** Everything that was buffered when the flush began is delivered, or there was nothing to deliver. */
        COMPLETE,

        /** The ingest did not take everything; what is left will be tried again. */
        INCOMPLETE,

        /** Time was up before everything was delivered; what is left will be tried again. */
        TIMED_OUT,

        /** Nothing is sent: no API key is configured, QuotaWatch is disabled, or it was closed. */
        NOT_SENDING
    }
}
