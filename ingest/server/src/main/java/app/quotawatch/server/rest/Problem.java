package app.quotawatch.server.rest;

/**
 * A request that gets an error response. The message is shown to the sender of the request, so it names fields and rules and never
 * repeats a value.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String error;

    private Problem(int status, String error, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
    }

    /** The request breaks the rules that the message names. */
    public static Problem badRequest(String message) {
        return new Problem(400, "Bad Request", message);
    }

    /** The sender is unknown. */
    public static Problem unauthorized(String message) {
        return new Problem(401, "Unauthorized", message);
    }

    /** Nothing is there. */
    public static Problem notFound(String message) {
        return new Problem(404, "Not Found", message);
    }

    /** The request contradicts what is stored or configured. */
    public static Problem conflict(String message) {
        return new Problem(409, "Conflict", message);
    }

    /** The body is not JSON. */
    public static Problem unsupportedMediaType() {
        return new Problem(415, "Unsupported Media Type", "a change requires Content-Type: application/json");
    }

    /** The sender has to wait. */
    public static Problem tooManyRequests(String message) {
        return new Problem(429, "Too Many Requests", message);
    }

    /** The database is unavailable. */
    public static Problem unavailable(String message) {
        return new Problem(503, "Service Unavailable", message);
    }

    static Problem of(int status, String error, String message) {
        return new Problem(status, error, message);
    }

    /** Returns the status of the response. */
    public int status() {
        return status;
    }

    /** Returns the reason phrase of the status. */
    public String error() {
        return error;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
