package app.quotawatch.server.job;

/**
 * What is kept for how long.
 *
 * @param eventDays how many days calls are kept one by one
 * @param eventBytes how many bytes they may take
 * @param headerHours how many hours their headers are kept
 */
public record RetentionSettings(int eventDays, long eventBytes, int headerHours) {}
