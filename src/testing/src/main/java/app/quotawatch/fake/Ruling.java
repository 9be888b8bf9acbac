package app.quotawatch.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the limits say of a request, at one instant.
 *
 * @param windows those that the request takes from, after it was admitted or rejected, in the order of its charges
 * @param exceeded the one that rejects the request, or null if it is admitted
 * @param retryAfter how long until the request is admitted
 * @param now the instant, without skew
 * @param skew how far the provider's clock is ahead in what it writes
 */
record Ruling(FakeRequest request, List<FakeWindow> windows, @Nullable FakeWindow exceeded, Duration retryAfter,
        Instant now,
        Duration skew) {

    boolean isAdmitted() {
        return exceeded == null;
    }

    /** Returns the window of a unit, or null if the request takes from none. */
    @Nullable
    FakeWindow window(String unit) {
        for (FakeWindow window : windows) {
            if (window.unit().equals(unit)) {
                return window;
            }
        }
        return null;
    }

    Duration until(FakeWindow window) {
        return Duration.between(now, window.resetAt());
    }

    /** Returns an instant as the provider writes it. */
    Instant written(Instant instant) {
        return instant.plus(skew);
    }

    long retryAfterSeconds() {
        return ceilSeconds(retryAfter);
    }

    static long ceilSeconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }

    static long ceilMillis(Duration duration) {
        return duration.plusNanos(999_999).toMillis();
    }
}
