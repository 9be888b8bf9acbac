package app.quotawatch.quickstart;

import java.util.OptionalLong;

/**
 * What came of it in the end.
 *
 * @param answered calls that the upstreams have answered
 * @param recorded calls that QuotaWatch has seen
 * @param delivered events that the ingest accepted
 * @param dropped events that were given up
 * @param stored events that the bundled ingest has; empty where another one is used
 */
record Outcome(long answered, long recorded, long delivered, long dropped, OptionalLong stored) {

    /** Returns whether every call was recorded once, delivered once and stored once. */
    boolean isComplete() {
        return answered == recorded && recorded == delivered && dropped == 0 && stored.orElse(delivered) == delivered;
    }

    @Override
    public String toString() {
        return answered + " calls answered, " + recorded + " recorded, " + delivered + " delivered, "
                + (stored.isPresent() ? stored.getAsLong() + " stored by the ingest, " : "") + dropped + " dropped: "
                + (isComplete() ? "complete." : "NOT COMPLETE.");
    }
}
