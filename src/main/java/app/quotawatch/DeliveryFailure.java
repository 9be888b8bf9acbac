package app.quotawatch;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An attempt to deliver events that failed.
 *
 * @param at when
 * @param message what happened, in words; never holds the API key
 * @param status the ingest's HTTP status; empty if there was no answer
 * @param code the ingest's own code, such as {@code API_LIMIT} where a plan's limit is reached
 */
public record DeliveryFailure(Instant at, String message, OptionalInt status, Optional<String> code) {}
