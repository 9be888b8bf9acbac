package app.quotawatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A call that got no answer.
 *
 * @param api the API's name
 * @param endpoint the URL's path, without query and fragment
 * @param method the HTTP method
 * @param timestamp when the request was sent
 * @param duration from sending the request to its failure; empty where that is only noticed later, which is so for
 *        {@link FailureKind#UNKNOWN}
 * @param kind why
 */
public record CallFailed(String api, String endpoint, String method, Instant timestamp, Optional<Duration> duration,
        FailureKind kind) implements QuotaWatchEvent {

    /** @throws NullPointerException if a component is null */
    public CallFailed {
        Objects.requireNonNull(api, "api");
        endpoint = Endpoints.pathOf(endpoint);
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(timestamp, "timestamp");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(kind, "kind");
    }
}
