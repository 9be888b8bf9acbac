package app.quotawatch.ingest.http;

import java.time.Duration;

/**
 * What a peer may hold.
 *
 * @param connections the largest number of connections; beyond it, a new one replaces the one that has waited longest
 * @param exchange the longest time from the first byte of a request to the last byte of its response
 * @param idle the longest time between two requests
 */
public record HttpLimits(int connections, Duration exchange, Duration idle) {}
