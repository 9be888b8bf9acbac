package app.quotawatch.ledger;

import java.time.Duration;

import app.quotawatch.quota.Fleet;
import app.quotawatch.time.Moment;

/** What this replica knows of its fleet. Not thread-safe. */
final class FleetState {

    private static final int STALE_INTERVALS = 3;

    private final Claims claims;
    private int replicas = 1;
    private long intervalNanos;

    FleetState(Claims claims, Duration interval) {
        this.claims = claims;
        intervalNanos = interval.toNanos();
    }

    Claims claims() {
        return claims;
    }

    void answered(int present, Duration interval) {
        replicas = Math.max(1, present);
        intervalNanos = interval.toNanos();
    }

    Fleet of(long answeredNanos, Moment now) {
        long age = now.nanosSince(answeredNanos);
        return Fleet.of(replicas, now.after(-age), age > STALE_INTERVALS * intervalNanos);
    }
}
