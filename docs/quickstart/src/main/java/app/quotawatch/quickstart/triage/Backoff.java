package app.quotawatch.quickstart.triage;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Determines how long to pause calls to an API after a failed call. */
final class Backoff {

    private static final Logger LOGGER = Logger.getLogger(Backoff.class.getName());
    private static final Duration DEFAULT = Duration.ofMillis(500);

    private Backoff() {}

    static Duration after(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof WebApplicationException rejection) {
            // an unread response would keep its connection
            try (Response response = rejection.getResponse()) {
                return requestedBy(response);
            }
        }
        LOGGER.log(Level.WARNING, "No response: {0}", cause.toString());
        return DEFAULT;
    }

    private static Duration requestedBy(Response response) {
        String seconds = response.getHeaderString(HttpHeaders.RETRY_AFTER);
        if (seconds != null && seconds.matches("\\d{1,5}")) {
            return Duration.ofSeconds(Long.parseLong(seconds));
        }
        // GitHub sends its reset instead
        String reset = response.getHeaderString("X-RateLimit-Reset");
        return "0".equals(response.getHeaderString("X-RateLimit-Remaining")) && reset != null
                && reset.matches("\\d{1,11}")
                        ? Duration.between(Instant.now(), Instant.ofEpochSecond(Long.parseLong(reset)))
                        : DEFAULT;
    }
}
