package app.quotawatch.server.batch;

/**
 * Calls of one API in one environment and one minute that were counted now.
 *
 * @param series their number in the table of that name
 * @param minute its start, in milliseconds since the epoch
 */
public record Counted(int project, int series, String api, String environment, long minute, long calls) {}
