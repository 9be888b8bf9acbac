package app.quotawatch.tck.ingest;

import java.time.Instant;
import java.util.Map;

/** An event that an ingest stored. */
public record StoredCall(String api, String endpoint, String method, int status, long latencyMs, Instant timestamp,
        String environment, boolean hit429, Map<String, String> rateLimitHeaders) {}
