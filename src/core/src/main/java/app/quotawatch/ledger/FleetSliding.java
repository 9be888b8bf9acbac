package app.quotawatch.ledger;

import org.jspecify.annotations.Nullable;

import app.quotawatch.time.Moment;

/** What the other replicas have used within a sliding window, by the last answer of the fleet's store. Not thread-safe. */
final class FleetSliding {

    /*
     * The store answers sums and not when things happened. That shows by their differences: what a sum has grown by, beyond what has
     * left it, happened since the last answer. After one length of the window all of it is known. While the store is down, the last sum
     * counts on, as the others most likely do; but when it leaves the window is unknown then.
     */

    private final long lengthNanos;
    private final SlidingWindow shape;
    private boolean known;
    private long knownSinceNanos;
    private long others;

    FleetSliding(long lengthNanos) {
        this.lengthNanos = lengthNanos;
        shape = new SlidingWindow(lengthNanos);
    }

    /** Whether the store has answered. */
    boolean isKnown() {
        return known;
    }

    void take(long sum, Moment now) {
        if (!known) {
            known = true;
            knownSinceNanos = now.nanos();
        }
        others = sum;
        long shaped = shape.count(now.nanos());
        if (sum > shaped) {
            shape.add(now.nanos(), sum - shaped);
        } else {
            shape.removeOldest(shaped - sum, now.nanos());
        }
    }

    long others() {
        return others;
    }

    double perSecond() {
        return others * 1e9 / lengthNanos;
    }

    /** Returns when what others have used happened; null if that is unknown. */
    @Nullable
    SlidingWindow shape(Moment now) {
        boolean complete = now.nanosSince(knownSinceNanos) >= lengthNanos;
        return others == 0 || complete && shape.count(now.nanos()) > 0 ? shape : null;
    }
}
