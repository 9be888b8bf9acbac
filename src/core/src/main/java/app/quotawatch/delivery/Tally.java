package app.quotawatch.delivery;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.quotawatch.DeliveryFailure;

/** What one flush has achieved so far. Used by one thread. */
final class Tally {

    private int delivered;
    private int dropped;
    private @Nullable DeliveryFailure failure;

    void delivered(int events) {
        delivered += events;
    }

    /** Counts an event that was dropped, and why. */
    void dropped(DeliveryFailure reason) {
        dropped++;
        failure = reason;
    }

    /** Notes why events remain. */
    void failed(DeliveryFailure reason) {
        failure = reason;
    }

    int delivered() {
        return delivered;
    }

    int dropped() {
        return dropped;
    }

    int settled() {
        return delivered + dropped;
    }

    Optional<DeliveryFailure> failure() {
        return Optional.ofNullable(failure);
    }
}
