package app.quotawatch.ingest.http;

import java.io.IOException;

/** Responds to requests. Thread-safe. */
public interface HttpHandler {

    /** Responds to a request. An exception closes the connection. */
    void handle(Exchange exchange) throws IOException;

    /** Responds to a request whose head could not be read. */
    void reject(Exchange exchange, MalformedRequestException problem) throws IOException;
}
