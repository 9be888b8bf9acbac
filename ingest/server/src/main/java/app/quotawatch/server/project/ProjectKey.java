package app.quotawatch.server.project;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a key.
 *
 * @param id the name under which it is managed
 * @param hint its last four characters
 * @param createdAt in milliseconds since the epoch
 * @param revokedAt in milliseconds since the epoch; null if it is valid
 */
public record ProjectKey(String id, String hint, long createdAt, @Nullable Long revokedAt) {}
