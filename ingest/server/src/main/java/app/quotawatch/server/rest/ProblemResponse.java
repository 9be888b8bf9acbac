package app.quotawatch.server.rest;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Writes the response of a problem: {@code {"error":"Bad Request","message":"..."}}. */
public final class ProblemResponse {

    private ProblemResponse() {}

    /** Ends a request outside of Jakarta REST. */
    public static void end(RoutingContext request, Problem problem) {
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store");
        if (problem.status() == 401) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.status() == 429 || problem.status() == 503) {
            request.response().putHeader("Retry-After", retryAfterSeconds(problem));
        }
        request.response().end(body(problem));
    }

    static String retryAfterSeconds(Problem problem) {
        return problem.status() == 429 ? "60" : "5";
    }

    static String body(Problem problem) {
        return new JsonObject().put("error", problem.error()).put("message", problem.getMessage()).encode();
    }
}
