package app.quotawatch.ingest;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.dashboard.Call;
import app.quotawatch.ingest.wire.ReceivedEvent;

/** One call as it arrived: exactly the fields of the wire format, plus the number that the ingest assigned. Immutable. */
public final class StoredEvent {

    /* This object, the event and its timestamp, and a place in the log, of which up to half are free. */
    private static final int BASE_WEIGHT = 32 + 64 + 24 + 8;

    private final long number;
    private final ReceivedEvent event;
    private final int weight;

    StoredEvent(long number, ReceivedEvent event) {
        this.number = number;
        this.event = event;
        this.weight = BASE_WEIGHT + HeapWeight.of(event.api()) + HeapWeight.of(event.endpoint())
                + HeapWeight.of(event.method()) + HeapWeight.of(event.environment())
                + HeapWeight.of(event.rateLimitHeaders());
    }

    /** Returns the position in the order of arrival, from 1. */
    public long number() {
        return number;
    }

    /** Returns the name of the API, never blank. */
    public String api() {
        return event.api();
    }

    /** Returns the path that was called, possibly empty. */
    public String endpoint() {
        return event.endpoint();
    }

    /** Returns the HTTP method. */
    public String method() {
        return event.method();
    }

    /** Returns the HTTP status, 100 to 599. */
    public int status() {
        return event.status();
    }

    /** Returns the milliseconds from request to response, 0 or more. */
    public long latencyMs() {
        return event.latencyMs();
    }

    /** Returns when the call was made, to the millisecond. */
    public Instant timestamp() {
        return event.timestamp();
    }

    /** Returns the application's environment, never blank. */
    public String environment() {
        return event.environment();
    }

    /** Returns whether the API rejected the call because of its rate limit. */
    public boolean hit429() {
        return event.hit429();
    }

    /** Returns the rate-limit headers, names in lower case, in the order they were sent; unmodifiable, possibly empty. */
    public Map<String, String> rateLimitHeaders() {
        return event.rateLimitHeaders();
    }

    Call call() {
        return new Call(number, api(), endpoint(), method(), status(), latencyMs(), timestamp(), environment(),
                hit429(),
                rateLimitHeaders());
    }

    /** Whether the summary counts this call as an error; calls rejected by the rate limit are counted separately. */
    boolean isError() {
        return status() >= 400 && !hit429();
    }

    /** Returns about how many bytes of the heap this event costs. */
    int weight() {
        return weight;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredEvent that && number == that.number && event.equals(that.event);
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, event);
    }

    @Override
    public String toString() {
        return "StoredEvent[number=" + number + ", event=" + event + "]";
    }
}
