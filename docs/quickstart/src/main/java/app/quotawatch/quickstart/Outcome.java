package app.quotawatch.quickstart;

import java.util.OptionalLong;

/**
 * The outcome of a run.
 *
 * @param calls calls that the upstreams responded to
 * @param recorded calls that QuotaWatch recorded
 * @param delivered events that the ingest accepted
 * @param dropped events that were dropped
 * @param stored events that the bundled ingest has; empty if another one is used
 */
record Outcome(long calls, long recorded, long delivered, long dropped, OptionalLong stored) {

    /** Returns whether every call was recorded once, delivered once and stored once. */
    boolean isComplete() {
        return calls == recorded && recorded == delivered && dropped == 0 && stored.orElse(delivered) == delivered;
    }

    @Override
    public String toString() {
        return calls + " calls, " + recorded + " recorded, " + delivered + " delivered, "
                + (stored.isPresent() ? stored.getAsLong() + " stored by the ingest, " : "") + dropped + " dropped: "
                + (isComplete() ? "complete." : "NOT COMPLETE.");
    }
}
