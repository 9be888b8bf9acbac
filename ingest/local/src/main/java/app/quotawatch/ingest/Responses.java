package app.quotawatch.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

/** Writes responses. */
final class Responses {

    /*
     * A client that is still sending when its connection is closed sees a reset instead of the response. So the
     * remaining bytes of a rejected body are read and discarded first, up to this many.
     */
    private static final int MAX_DRAINED_BYTES = 16 * 1024 * 1024;

    private Responses() {}

    static void empty(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    static void json(HttpExchange exchange, byte[] body) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Cache-Control", "no-store");
        send(exchange, 200, body);
    }

    static void problem(HttpExchange exchange, HttpProblem problem) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Cache-Control", "no-store");
        if (problem.status() == 413) {
            headers.set("Connection", "close");
        }
        send(exchange, problem.status(), JsonOutput.problem(problem));
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            exchange.sendResponseHeaders(status, body.length);
            OutputStream out = exchange.getResponseBody();
            out.write(body);
            out.flush();
            drain(exchange.getRequestBody());
        }
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        int drained = 0;
        while (drained < MAX_DRAINED_BYTES) {
            int read = in.read(buffer);
            if (read < 0) {
                return;
            }
            drained += read;
        }
    }
}
