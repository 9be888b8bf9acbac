package app.quotawatch.ingest.wire;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** One call of an application, with exactly the fields of the wire format. Immutable; no field is null. */
public final class ReceivedEvent {

    private final String api;
    private final String endpoint;
    private final String method;
    private final int status;
    private final long latencyMs;
    private final Instant timestamp;
    private final String environment;
    private final boolean hit429;
    private final Map<String, String> rateLimitHeaders;

    ReceivedEvent(String api, String endpoint, String method, int status, long latencyMs, Instant timestamp,
            String environment, boolean hit429, Map<String, String> rateLimitHeaders) {
        this.api = api;
        this.endpoint = endpoint;
        this.method = method;
        this.status = status;
        this.latencyMs = latencyMs;
        this.timestamp = timestamp;
        this.environment = environment;
        this.hit429 = hit429;
        this.rateLimitHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(rateLimitHeaders));
    }

    /** Returns the name of the API, never blank. */
    public String api() {
        return api;
    }

    /** Returns the path that was called, possibly empty. */
    public String endpoint() {
        return endpoint;
    }

    /** Returns the HTTP method. */
    public String method() {
        return method;
    }

    /** Returns the HTTP status, 100 to 599. */
    public int status() {
        return status;
    }

    /** Returns the milliseconds from request to response, 0 or more. */
    public long latencyMs() {
        return latencyMs;
    }

    /** Returns when the call was made, to the millisecond. */
    public Instant timestamp() {
        return timestamp;
    }

    /** Returns the application's environment, never blank. */
    public String environment() {
        return environment;
    }

    /** Returns whether the API rejected the call because of its rate limit. */
    public boolean hit429() {
        return hit429;
    }

    /** Returns the rate-limit headers, names in lower case, in the order they were sent; unmodifiable, possibly empty. */
    public Map<String, String> rateLimitHeaders() {
        return rateLimitHeaders;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReceivedEvent that && api.equals(that.api) && endpoint.equals(that.endpoint)
                && method.equals(that.method) && status == that.status && latencyMs == that.latencyMs
                && timestamp.equals(that.timestamp) && environment.equals(that.environment) && hit429 == that.hit429
                && rateLimitHeaders.equals(that.rateLimitHeaders);
    }

    @Override
    public int hashCode() {
        return Objects.hash(api, endpoint, method, status, latencyMs, timestamp, environment, hit429, rateLimitHeaders);
    }

    @Override
    public String toString() {
        return "ReceivedEvent[api=" + api + ", endpoint=" + endpoint + ", method=" + method + ", status=" + status
                + ", latencyMs=" + latencyMs + ", timestamp=" + timestamp + ", environment=" + environment + ", hit429="
                + hit429 + ", rateLimitHeaders=" + rateLimitHeaders + "]";
    }
}
