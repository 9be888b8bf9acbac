package app.quotawatch.http;

import org.jspecify.annotations.Nullable;

/**
 * What is posted, unchanged over all attempts. Texts have no control characters.
 *
 * @param json the body
 * @param idempotencyKey stays the same when the request is sent again
 * @param dropped the value of {@code QuotaWatch-Dropped}; null if there is no such header
 */
record Post(byte[] json, String idempotencyKey, @Nullable String dropped) {}
