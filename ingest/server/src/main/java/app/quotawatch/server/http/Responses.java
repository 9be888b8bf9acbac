package app.quotawatch.server.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Writes responses. */
final class Responses {

    private Responses() {}

    static void empty(HttpServerResponse response, int status) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status).putHeader("Content-Length", "0").end();
        }
    }

    static void problem(HttpServerResponse response, HttpProblem problem) {
        if (response.ended() || response.closed()) {
            return;
        }
        JsonObject body = new JsonObject().put("error", problem.error()).put("message", problem.getMessage());
        if (problem.code() != null) {
            body.put("code", problem.code());
        }
        if (problem.retryAfterSeconds() > 0) {
            response.putHeader("Retry-After", Integer.toString(problem.retryAfterSeconds()));
        }
        response.setStatusCode(problem.status()).putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store").end(body.toBuffer());
    }
}
