package app.quotawatch.ingest.wire;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A request that gets an error response, {@code {"error":"Bad Request","message":"..."}}, with a {@code code} where the status is
 * not specific enough. The message is shown to the sender of the request, so it names fields and rules and never repeats a
 * value. It has no stack trace, because the cause is in the request and not in the code.
 */
public final class HttpProblem extends RuntimeException {

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

    /** Returns a problem with a status, its reason phrase and a message. */
    public static HttpProblem of(int status, String error, String message) {
        return new HttpProblem(status, error, message, null, 0);
    }

    /** The request breaks the rules that the message names. */
    public static HttpProblem badRequest(String message) {
        return of(400, "Bad Request", message);
    }

    /** The sender is unknown. */
    public static HttpProblem unauthorized(String message) {
        return of(401, "Unauthorized", message);
    }

    /** A page of another site made the browser send the request. */
    public static HttpProblem crossSite() {
        return of(403, "Forbidden", "requests from pages of other sites are rejected");
    }

    /** The batch has more APIs than the plan of its project allows. */
    public static HttpProblem apiLimit(int allowed) {
        return planLimit(allowed, "API(s)", "API_LIMIT");
    }

    /** The batch has more environments than the plan of its project allows. */
    public static HttpProblem environmentLimit(int allowed) {
        return planLimit(allowed, "environment(s)", "ENVIRONMENT_LIMIT");
    }

    private static HttpProblem planLimit(int allowed, String limited, String code) {
        return new HttpProblem(403, "Forbidden",
                "this plan allows at most " + allowed + " " + limited + ", and the batch contains another one", code,
                0);
    }

    /** The path is unknown. */
    public static HttpProblem notFound() {
        return notFound("no resource exists at this path");
    }

    /** What the request names does not exist. */
    public static HttpProblem notFound(String message) {
        return of(404, "Not Found", message);
    }

    /** The path exists, but not for this method. */
    public static HttpProblem methodNotAllowed(String allowed) {
        return of(405, "Method Not Allowed", "this path supports only " + allowed);
    }

    /** The request contradicts what is stored or configured. */
    public static HttpProblem conflict(String message) {
        return of(409, "Conflict", message);
    }

    /** The body has more than {@link BatchReader#MAX_BYTES} bytes. */
    public static HttpProblem tooLarge() {
        return invalidBatch(InvalidBatchException.tooLarge(BatchReader.MAX_BYTES));
    }

    /** The body is of another media type. */
    public static HttpProblem unsupportedMediaType(String message) {
        return of(415, "Unsupported Media Type", message);
    }

    /** The request is meant for a host that this ingest is not; the message explains how to change that. */
    public static HttpProblem misdirected(String message) {
        return of(421, "Misdirected Request", message);
    }

    /** The sender has to wait. */
    public static HttpProblem tooManyRequests(String message, int retryAfterSeconds) {
        return new HttpProblem(429, "Too Many Requests", message, null, retryAfterSeconds);
    }

    /** The ingest failed; the cause is in its log. */
    public static HttpProblem unexpected(String message) {
        return of(500, "Internal Server Error", message);
    }

    /** Something that the ingest needs is unavailable. */
    public static HttpProblem unavailable(String message, int retryAfterSeconds) {
        return new HttpProblem(503, "Service Unavailable", message, null, retryAfterSeconds);
    }

    /** The body is not a valid batch. */
    public static HttpProblem invalidBatch(InvalidBatchException invalid) {
        String message = Objects.requireNonNull(invalid.getMessage());
        return switch (invalid.kind()) {
            case MALFORMED, INVALID -> badRequest(message);
            case TOO_LARGE -> of(413, "Content Too Large", message);
            case UNSUPPORTED -> unsupportedMediaType(message);
        };
    }

    /** Returns the status of the response. */
    public int status() {
        return status;
    }

    /** Returns the reason phrase of the status. */
    public String error() {
        return error;
    }

    /** Returns the message, never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Returns the machine-readable reason, or null if the status is specific enough. */
    public @Nullable String code() {
        return code;
    }

    /** Returns after how many seconds the request may succeed; 0 if that is not a matter of time, or unknown. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
