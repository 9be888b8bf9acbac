package app.quotawatch.server.limit;

/** From its start up to but without its end, in milliseconds since the epoch. */
public record Period(long start, long end) {}
