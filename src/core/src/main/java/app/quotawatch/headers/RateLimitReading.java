package app.quotawatch.headers;

import java.time.Instant;
import java.util.List;

/**
 * What the rate-limit headers of one response report. Stage: assembling, the result.
 *
 * @param windows the quota windows, each once, with different names; immutable, at most 16
 * @param retryAfter when the API asks to be called again, on our clock, or null; also of successful responses, where
 *        it is a hint and not a rejection
 */
public record RateLimitReading(List<ReportedWindow> windows, Instant retryAfter) {

    static final RateLimitReading NOTHING = new RateLimitReading(List.of(), null);
}
