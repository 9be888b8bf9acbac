package app.quotawatch.headers;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the rate-limit headers of one response report. Stage: assembling, the result.
 *
 * @param windows the quota windows, each once, with different names; immutable, at most 16
 * @param retryAfter when the API asks to be called again, on our clock, or null; also of successful responses, where
 *        it is a hint and not a rejection
 */
public record RateLimitReading(List<ReportedWindow> windows, @Nullable Instant retryAfter) {

    static final RateLimitReading NOTHING = new RateLimitReading(List.of(), null);
}
