package app.quotawatch.ingest;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call as it arrived: exactly the fields of the wire, and the number the ingest gave it. Immutable.
 *
 * @param number           position in the order of arrival, from 1
 * @param api              name of the API, never blank
 * @param endpoint         path that was called, may be empty
 * @param method           HTTP method
 * @param status           HTTP status, 100 to 599
 * @param latencyMs        milliseconds from request to answer, 0 or more
 * @param timestamp        when the call was made, with the milliseconds that were sent
 * @param environment      the application's environment, never blank
 * @param hit429           whether the API refused the call for its rate limit
 * @param rateLimitHeaders names in lower case to values, in the order they were sent; unmodifiable, never null
 */
public record StoredEvent(long number, String api, String endpoint, String method, int status, long latencyMs,
        Instant timestamp, String environment, boolean hit429, Map<String, String> rateLimitHeaders) {

    /** Copies the headers, keeping their order. */
    public StoredEvent {
        rateLimitHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(rateLimitHeaders));
    }

    StoredEvent numbered(long arrival) {
        return new StoredEvent(arrival, api, endpoint, method, status, latencyMs, timestamp, environment, hit429,
                rateLimitHeaders);
    }

    /** An error in the sense of the summary: a refusal for the rate limit has a rate of its own and is none. */
    boolean isError() {
        return status >= 400 && !hit429;
    }

    /** Roughly the characters this event holds in memory. */
    int weight() {
        int weight = api.length() + endpoint.length() + method.length() + environment.length();
        for (Map.Entry<String, String> header : rateLimitHeaders.entrySet()) {
            weight += header.getKey().length() + header.getValue().length();
        }
        return weight;
    }
}
