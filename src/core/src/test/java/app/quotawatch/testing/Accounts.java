package app.quotawatch.testing;

import static org.assertj.core.api.Assertions.assertThat;

import app.quotawatch.DeliveryStats;

/** Checks of {@link DeliveryStats}. */
public final class Accounts {

    private Accounts() {}

    /** Fails unless each recorded event is in exactly one place. */
    public static DeliveryStats assertAddsUp(DeliveryStats stats) {
        assertThat(stats.delivered() + stats.droppedInTotal() + stats.buffered() + stats.inFlight() + stats.keptLocal())
                .as("delivered + dropped + buffered + in flight + kept local of %s", stats)
                .isEqualTo(stats.recorded());
        assertThat(stats.buffered()).as("buffered").isNotNegative();
        assertThat(stats.inFlight()).as("in flight").isNotNegative();
        return stats;
    }
}
