package app.quotawatch.ingest;

import java.io.IOException;

import app.quotawatch.ingest.dashboard.JsonDocument;
import app.quotawatch.ingest.http.Exchange;
import app.quotawatch.ingest.wire.HttpProblem;

/** Writes responses. */
final class Responses {

    private static final byte[] NOTHING = {};

    private Responses() {}

    static void empty(Exchange exchange, int status) throws IOException {
        exchange.send(status, NOTHING);
    }

    static void json(Exchange exchange, byte[] body) throws IOException {
        exchange.setHeader("Content-Type", "application/json");
        exchange.setHeader("Cache-Control", "no-store");
        exchange.send(200, body);
    }

    static void problem(Exchange exchange, HttpProblem problem) throws IOException {
        exchange.setHeader("Content-Type", "application/json");
        exchange.setHeader("Cache-Control", "no-store");
        if (problem.status() == 413) {
            exchange.closeAfterwards();
        }
        exchange.send(problem.status(), body(problem));
    }

    private static byte[] body(HttpProblem problem) {
        return JsonDocument.of(document -> {
            document.json().write("error", problem.error());
            document.json().write("message", problem.getMessage());
            if (problem.code() != null) {
                document.json().write("code", problem.code());
            }
        });
    }
}
