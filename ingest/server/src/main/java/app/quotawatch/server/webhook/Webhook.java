package app.quotawatch.server.webhook;

/**
 * Where a project's messages go.
 *
 * @param createdAt in milliseconds since the epoch
 */
record Webhook(int id, int project, String url, boolean active, long createdAt) {}
