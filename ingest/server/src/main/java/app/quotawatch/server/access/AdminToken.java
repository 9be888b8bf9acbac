package app.quotawatch.server.access;

/**
 * What is known of a token.
 *
 * @param id the name under which it is managed
 * @param hint its last four characters
 * @param createdAt in milliseconds since the epoch
 */
public record AdminToken(String id, String hint, long createdAt, boolean valid) {}
