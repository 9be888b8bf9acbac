package app.quotawatch;

import java.time.Instant;
import java.util.Optional;

/**
 * The ingest refuses this application's events until a person has done something. Fired once when it begins to; the refusals of
 * the tries every five minutes that follow are not told again, unless they are for another reason. It is over when
 * {@link DeliveryStats#lastSuccess()} is later than {@link #at()}.
 *
 * @param at when
 * @param status 401: the API key is wrong; 403: a limit of the plan is reached
 * @param code the ingest's own code, such as {@code API_LIMIT} or {@code ENVIRONMENT_LIMIT}; empty if it gave none
 * @param message what the ingest said, in words; never holds the API key
 */
public record DeliveryRefused(Instant at, int status, Optional<String> code, String message)
        implements
            QuotaWatchEvent {}
