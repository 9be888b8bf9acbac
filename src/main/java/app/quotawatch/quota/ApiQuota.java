package app.quotawatch.quota;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is left of an API's quota at one instant.
 *
 * @param api the API's name
 * @param environment the configured environment
 * @param windows its windows: those of the configured limits first, then what the provider reports; empty if neither is known;
 *        immutable
 * @param retryAfter when the API wants to be called again, while that is ahead: it refused a call and said so. A hint in a
 *        successful response does not count
 * @param failedCalls calls of this API that got no answer, since start
 */
public record ApiQuota(String api, String environment, List<QuotaWindow> windows, Optional<Instant> retryAfter,
        long failedCalls) {

    /** @throws NullPointerException if a component is null */
    public ApiQuota {
        Objects.requireNonNull(api, "api");
        Objects.requireNonNull(environment, "environment");
        windows = List.copyOf(windows);
        Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /**
     * Returns the window that is nearest to its end: the one with the highest percentage used; of several, the one with the
     * least left. Empty if of no window it is known how much is used.
     */
    public Optional<QuotaWindow> tightest() {
        return windows.stream()
                .filter(window -> window.tightness() >= 0)
                .max(Comparator.comparingDouble(QuotaWindow::tightness)
                        .thenComparing(Comparator.comparingLong(
                                (QuotaWindow window) -> window.remaining().orElse(Long.MAX_VALUE)).reversed()));
    }
}
