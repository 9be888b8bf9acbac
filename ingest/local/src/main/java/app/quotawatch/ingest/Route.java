package app.quotawatch.ingest;

import java.io.IOException;

import app.quotawatch.ingest.http.Exchange;

/** What serves a path, and the method it supports. */
record Route(String method, Handler handler) {

    interface Handler {

        void handle(Exchange exchange) throws IOException;
    }

    boolean supports(String requested) {
        return method.equals(requested) || (method.equals("GET") && requested.equals("HEAD"));
    }

    String allowed() {
        return method.equals("GET") ? "GET, HEAD" : method;
    }
}
