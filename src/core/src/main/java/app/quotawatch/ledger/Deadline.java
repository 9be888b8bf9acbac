package app.quotawatch.ledger;

import java.time.Instant;

import app.quotawatch.time.Moment;

/*
 * Passed when either clock says so: the monotonic one stands still while a machine sleeps, the wall's may have been set back.
 * To end too early means to know less for a while; to end too late would be wrong.
 */
/** An instant ahead that the provider named. */
record Deadline(Instant at, long nanos) {

    static Deadline at(Instant at, Moment now) {
        // a year and more overflows nothing
        long seconds = at.getEpochSecond() - now.wall().getEpochSecond();
        return new Deadline(at, now.nanos() + seconds * 1_000_000_000 + at.getNano() - now.wall().getNano());
    }

    static Deadline after(long seconds, Moment now) {
        return new Deadline(now.wall().plusSeconds(seconds), now.nanos() + seconds * 1_000_000_000);
    }

    boolean hasPassed(Moment now) {
        return now.nanos() - nanos >= 0 || !now.wall().isBefore(at);
    }

    long nanosLeft(Moment now) {
        return nanos - now.nanos();
    }
}
