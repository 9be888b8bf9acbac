package app.quotawatch.ledger;

import org.jspecify.annotations.Nullable;

import app.quotawatch.quota.Fleet;
import app.quotawatch.time.Moment;

/** What one API shares with the other replicas of a fleet. Not thread-safe. */
final class FleetMember {

    private final FleetState state;
    private final FleetCount count;
    private boolean answered;
    private long answeredNanos;

    FleetMember(FleetState state, FleetCount count) {
        this.state = state;
        this.count = count;
    }

    Claims claims() {
        return state.claims();
    }

    FleetCount count() {
        return count;
    }

    /** Notes that the store has counted a report. */
    void answered(Moment now) {
        answered = true;
        answeredNanos = now.nanos();
    }

    /** Returns the fleet as of the last answer; null before the first. */
    @Nullable
    Fleet state(Moment now) {
        return answered ? state.of(answeredNanos, now) : null;
    }
}
