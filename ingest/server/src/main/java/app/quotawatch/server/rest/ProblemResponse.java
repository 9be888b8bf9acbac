package app.quotawatch.server.rest;

import app.quotawatch.ingest.wire.HttpProblem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Writes the response of a problem, and knows the problems that have several places. */
public final class ProblemResponse {

    private static final int DATABASE_RETRY_SECONDS = 5;

    private ProblemResponse() {}

    /** The body of a change is not JSON. */
    public static HttpProblem jsonRequired() {
        return HttpProblem.unsupportedMediaType("a change requires Content-Type: application/json");
    }

    /** What was asked for cannot be read or changed now. */
    public static HttpProblem databaseUnavailable() {
        return HttpProblem.unavailable("the database is unavailable; try again", DATABASE_RETRY_SECONDS);
    }

    /** Ends a request outside of Jakarta REST, unless it has ended. */
    public static void end(HttpServerResponse response, HttpProblem problem) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (problem.retryAfterSeconds() > 0) {
            response.putHeader("Retry-After", Integer.toString(problem.retryAfterSeconds()));
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body(problem));
    }

    static String body(HttpProblem problem) {
        JsonObject body = new JsonObject().put("error", problem.error()).put("message", problem.getMessage());
        if (problem.code() != null) {
            body.put("code", problem.code());
        }
        return body.encode();
    }
}
