package app.quotawatch.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the limits decide about a request, at one instant.
 *
 * @param scopes what the request names, whether that is limited or not, in the order of its charges
 * @param windows those that the request takes from, after it was admitted or rejected, in the order of its charges
 * @param excess why the request is rejected, or null if it is admitted
 * @param now the instant, without skew
 * @param skew how far the provider's clock is ahead in what it writes
 */
record Ruling(FakeRequest request, List<String> scopes, List<FakeWindow> windows, @Nullable Excess excess, Instant now,
        Duration skew) {

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

    static long ceilSeconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }

    static long ceilMillis(Duration duration) {
        return duration.plusNanos(999_999).toMillis();
    }

    /**
     * Why a request is rejected.
     *
     * @param window the window that it exceeds; of several, the one that rejects it for the longest time
     * @param requested what the request takes from the window
     * @param retryAfter how long until the request is admitted; without a meaning if it is too large
     */
    record Excess(FakeWindow window, long requested, Duration retryAfter) {

        /** Whether the request exceeds the limit by itself: no wait is long enough. */
        boolean isTooLarge() {
            return requested > window.limit();
        }

        long retryAfterSeconds() {
            return ceilSeconds(retryAfter);
        }
    }
}
