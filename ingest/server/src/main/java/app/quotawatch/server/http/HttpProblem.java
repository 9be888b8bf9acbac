package app.quotawatch.server.http;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.wire.BatchReader;
import app.quotawatch.ingest.wire.InvalidBatchException;
import app.quotawatch.server.batch.PlanLimitException;

/**
 * A request that gets an error response. The message is shown to the sender of the request, so it names fields and rules and
 * never repeats a value.
 */
final class HttpProblem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String error;
    private final @Nullable String code;
    private final int retryAfterSeconds;

    private HttpProblem(int status, String error, String message, @Nullable String code, int retryAfterSeconds) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    private static HttpProblem of(int status, String error, String message) {
        return new HttpProblem(status, error, message, null, 0);
    }

    static HttpProblem badRequest(String message) {
        return of(400, "Bad Request", message);
    }

    static HttpProblem unauthorized() {
        return of(401, "Unauthorized", "projectApiKey: is not the key of a project, or was revoked");
    }

    static HttpProblem crossSite() {
        return of(403, "Forbidden", "requests from pages of other sites are rejected");
    }

    static HttpProblem planLimit(PlanLimitException limit) {
        return switch (limit.kind()) {
            case API -> new HttpProblem(403, "Forbidden", "this plan allows at most " + limit.allowed()
                    + " API(s), and the batch contains another one", "API_LIMIT", 0);
            case ENVIRONMENT -> new HttpProblem(403, "Forbidden", "this plan allows at most " + limit.allowed()
                    + " environment(s), and the batch contains another one", "ENVIRONMENT_LIMIT", 0);
        };
    }

    static HttpProblem methodNotAllowed(String allowed) {
        return of(405, "Method Not Allowed", "this path supports only " + allowed);
    }

    static HttpProblem invalidBatch(InvalidBatchException invalid) {
        String message = Objects.requireNonNull(invalid.getMessage());
        return switch (invalid.kind()) {
            case MALFORMED, INVALID -> badRequest(message);
            case TOO_LARGE -> tooLarge();
            case UNSUPPORTED -> of(415, "Unsupported Media Type", message);
        };
    }

    static HttpProblem tooLarge() {
        return of(413, "Content Too Large", "the body must be at most " + BatchReader.MAX_BYTES + " bytes");
    }

    static HttpProblem expectationFailed() {
        return of(417, "Expectation Failed", "Expect must be 100-continue");
    }

    static HttpProblem misdirected() {
        return of(421, "Misdirected Request",
                "this server does not listen under the name in Host; quotawatch.server.hosts lists further names");
    }

    static HttpProblem tooManyBytes() {
        return new HttpProblem(429, "Too Many Requests", "too many batches are in progress", null, 1);
    }

    static HttpProblem queueFull(int retryAfterSeconds) {
        return new HttpProblem(429, "Too Many Requests", "too many batches wait for the database", null,
                retryAfterSeconds);
    }

    static HttpProblem unexpected() {
        return of(500, "Internal Server Error", "the server failed; see its log for the cause");
    }

    static HttpProblem notImplemented(String rule) {
        return of(501, "Not Implemented", rule);
    }

    static HttpProblem unavailable() {
        return new HttpProblem(503, "Service Unavailable", "the batch cannot be stored now; send it again", null, 5);
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    /** Returns the machine-readable reason, or null if the status is specific enough. */
    @Nullable
    String code() {
        return code;
    }

    /** Returns when the request may succeed; 0 if that is not a matter of time. */
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
