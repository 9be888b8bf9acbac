package app.quotawatch.ingest;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.http.MalformedRequestException;
import app.quotawatch.ingest.wire.InvalidBatchException;

/**
 * A request that gets an error response. The message is shown to the sender of the request, so it names fields and
 * rules and never repeats a value.
 */
final class HttpProblem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String error;
    private final @Nullable String code;

    private HttpProblem(int status, String error, String message, @Nullable String code) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
        this.code = code;
    }

    static HttpProblem badRequest(String message) {
        return new HttpProblem(400, "Bad Request", message, null);
    }

    static HttpProblem badField(String path, String rule) {
        return badRequest(path + ": " + rule);
    }

    static HttpProblem malformed(MalformedRequestException malformed) {
        String error = switch (malformed.status()) {
            case 400 -> "Bad Request";
            case 417 -> "Expectation Failed";
            case 431 -> "Request Header Fields Too Large";
            case 501 -> "Not Implemented";
            default -> "HTTP Version Not Supported";
        };
        return new HttpProblem(malformed.status(), error, malformed.rule(), null);
    }

    static HttpProblem unauthorized() {
        return new HttpProblem(401, "Unauthorized",
                "projectApiKey: does not match the key that this ingest was started with", null);
    }

    static HttpProblem keyRequired() {
        return new HttpProblem(401, "Unauthorized",
                "reading requires the project key, as the password of Basic authentication or as a Bearer token", null);
    }

    static HttpProblem crossSite() {
        return new HttpProblem(403, "Forbidden", "requests from pages of other sites are rejected", null);
    }

    static HttpProblem apiLimit(int planApis) {
        return new HttpProblem(403, "Forbidden",
                "this plan allows at most " + planApis + " API(s), and the batch contains another one", "API_LIMIT");
    }

    static HttpProblem notFound() {
        return new HttpProblem(404, "Not Found", "no resource exists at this path", null);
    }

    static HttpProblem methodNotAllowed(String allowed) {
        return new HttpProblem(405, "Method Not Allowed", "this path supports only " + allowed, null);
    }

    static HttpProblem invalidBatch(InvalidBatchException invalid) {
        String message = Objects.requireNonNull(invalid.getMessage());
        return switch (invalid.kind()) {
            case MALFORMED, INVALID -> badRequest(message);
            case TOO_LARGE -> tooLarge(message);
            case UNSUPPORTED -> new HttpProblem(415, "Unsupported Media Type", message, null);
        };
    }

    static HttpProblem tooLarge(int maxBytes) {
        return tooLarge("the body must be at most " + maxBytes + " bytes");
    }

    private static HttpProblem tooLarge(String message) {
        return new HttpProblem(413, "Content Too Large", message, null);
    }

    static HttpProblem misdirected() {
        return new HttpProblem(421, "Misdirected Request",
                "this ingest does not listen under the name in Host; start it with --host NAME to reach it under that name",
                null);
    }

    static HttpProblem unexpected() {
        return new HttpProblem(500, "Internal Server Error", "the ingest failed; see its log for the cause", null);
    }

    static HttpProblem tooManyStreams(int streamClients) {
        return new HttpProblem(503, "Service Unavailable",
                "all " + streamClients + " streams are in use; close another dashboard", null);
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    /** The machine-readable reason, or null if the status is specific enough. */
    @Nullable
    String code() {
        return code;
    }
}
