package app.quotawatch.ledger;

import java.time.Instant;

import app.quotawatch.time.Moment;

/** A future instant that the provider specified. */
record Deadline(Instant at, long nanos) {

    /*
     * It has passed when either clock has reached it: the monotonic clock stops while the machine sleeps, and the wall clock may
     * have been set back. If it passes too early, less is known for a while; if it passed too late, what is known would be wrong.
     */

    static Deadline at(Instant at, Moment now) {
        // even distances of years do not overflow
        long seconds = at.getEpochSecond() - now.wall().getEpochSecond();
        return new Deadline(at, now.nanos() + seconds * 1_000_000_000 + at.getNano() - now.wall().getNano());
    }

    static Deadline after(long seconds, Moment now) {
        return new Deadline(now.wall().plusSeconds(seconds), now.nanos() + seconds * 1_000_000_000);
    }

    boolean hasPassed(Moment now) {
        return now.nanos() - nanos >= 0 || !now.wall().isBefore(at);
    }

    long nanosRemaining(Moment now) {
        return nanos - now.nanos();
    }
}
