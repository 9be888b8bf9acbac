package app.quotawatch.quota;

import java.time.Instant;
import java.util.Optional;

/**
 * An API refused calls because of its rate limit (status 429). Fired at most once a second per API; refusals in between are
 * folded into the next event.
 *
 * @param api the API's name
 * @param endpoint the path of the last refused call
 * @param retryAfter when the API wants to be called again, the latest that it said; empty where it did not say
 * @param hits how many refusals this event stands for, 1 or more
 */
public record RateLimitHit(String api, String endpoint, Optional<Instant> retryAfter,
        long hits) implements QuotaEvent {}
