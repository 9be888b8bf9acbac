package app.quotawatch.tck.sdks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.FaultyServer;

/** A provider that sends prepared responses, one after another, and the last one from then on. */
final class Provider implements AutoCloseable {

    /* Every SDK that repeats a rejected call does so at once. */
    private static final String AGAIN = "Retry-After: 0\r\nretry-after-ms: 1\r\nx-should-retry: true\r\n"
            + "stripe-should-retry: true\r\n";

    private final Queue<Fault> next = new ConcurrentLinkedQueue<>();
    private final FaultyServer server;

    Provider(Function<Fault, FaultyServer> start) {
        server = start.apply(connection -> {
            Fault fault = next.size() > 1 ? next.poll() : next.peek();
            fault.serve(connection);
        });
    }

    URI url() {
        return server.url();
    }

    int requests() {
        return server.requests();
    }

    /** Sends these from now on. */
    void send(Fault... responses) {
        next.clear();
        next.addAll(List.of(responses));
    }

    static Fault response(String type, String body) {
        return response(200, "", type, body);
    }

    static Fault rejection(String type, String body) {
        return response(429, AGAIN, type, body);
    }

    static Fault silence() {
        return connection -> {
            connection.read();
            connection.hold();
        };
    }

    private static Fault response(int status, String headers, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return connection -> {
            connection.read();
            connection.write("HTTP/1.1 " + status + " Some reason\r\nContent-Type: " + type + "\r\nContent-Length: "
                    + bytes.length + "\r\nX-RateLimit-Limit: 100\r\nX-RateLimit-Remaining: 41\r\n"
                    + "X-RateLimit-Reset: 30\r\n" + headers + "\r\n");
            connection.write(bytes);
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
