package app.quotawatch.server.webhook;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a message so far.
 *
 * @param createdAt in milliseconds since the epoch
 * @param status due, delivered or failed
 * @param lastStatus of the latest response; null if there was none
 * @param lastError why the latest attempt failed; null if it did not
 * @param nextAt when it is attempted next, in milliseconds since the epoch; null if it is not
 */
record Delivery(String id, String event, long createdAt, String status, int attempts, @Nullable Integer lastStatus,
        @Nullable String lastError, @Nullable Long nextAt) {}
