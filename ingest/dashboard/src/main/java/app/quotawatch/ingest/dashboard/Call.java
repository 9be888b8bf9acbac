package app.quotawatch.ingest.dashboard;

import java.time.Instant;
import java.util.Map;

/** One call as the dashboard shows it: the fields of the wire format, and the number that the ingest assigned. */
public record Call(long number, String api, String endpoint, String method, int status, long latencyMs,
        Instant timestamp,
        String environment, boolean hit429, Map<String, String> rateLimitHeaders) {}
