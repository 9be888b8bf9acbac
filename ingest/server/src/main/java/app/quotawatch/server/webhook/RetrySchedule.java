package app.quotawatch.server.webhook;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;

/** When a delivery is attempted again: up to a tenth later than planned, so that what failed together does not return together. */
final class RetrySchedule {

    private static final List<Duration> DELAYS = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(8));
    private static final double JITTER = 0.1;

    private final DoubleSupplier random;

    /** Uses random numbers from 0 to 1. */
    RetrySchedule(DoubleSupplier random) {
        this.random = random;
    }

    /** Returns the delay after so many failed attempts, in milliseconds; an empty value means that there is no further one. */
    OptionalLong delayMillis(int failedAttempts) {
        if (failedAttempts > DELAYS.size()) {
            return OptionalLong.empty();
        }
        long delay = DELAYS.get(failedAttempts - 1).toMillis();
        return OptionalLong.of(delay + (long) (delay * JITTER * random.getAsDouble()));
    }
}
