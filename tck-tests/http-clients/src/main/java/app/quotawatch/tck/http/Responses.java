package app.quotawatch.tck.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;

import app.quotawatch.testing.faults.Connection;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.Request;

/** What the upstream does with a request. */
final class Responses {

    /* Three headers from which a window can be read. */
    static final String LIMITS = "X-RateLimit-Limit: 100\r\nX-RateLimit-Remaining: 41\r\nX-RateLimit-Reset: 30\r\n";

    private Responses() {}

    /** Responds with this status, a window and a short body. */
    static Fault status(int status) {
        return status(status, "");
    }

    /** Responds with this status and these additional header lines. */
    static Fault status(int status, String headers) {
        return connection -> respond(connection, connection.read(), status, headers);
    }

    static void respond(Connection connection, Request request, int status, String headers) throws IOException {
        boolean bodyless = status == 204 || status == 304;
        String body = bodyless ? "" : "{\"status\":" + status + "}";
        String length = bodyless ? "" : "Content-Length: " + body.length() + "\r\nContent-Type: application/json\r\n";
        connection.write("HTTP/1.1 " + status + " Some reason\r\n" + length + LIMITS + headers + "\r\n"
                + (request.head().startsWith("HEAD ") ? "" : body));
    }

    /** Responds with this status to the first request, and then as specified. */
    static Fault first(Fault first, Fault then) {
        AtomicBoolean served = new AtomicBoolean();
        return connection -> (served.getAndSet(true) ? then : first).serve(connection);
    }

    static Fault body(byte[] body, String headers) {
        return connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n" + LIMITS + headers + "\r\n");
            connection.write(body);
        };
    }

    static byte[] gzip(String text) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the first of two events, and the second when it may. */
    static Fault events(CountDownLatch firstWasRead) {
        return connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
                    + LIMITS + "\r\n" + "d\r\ndata: first\n\n\r\n");
            await(firstWasRead);
            connection.write("e\r\ndata: second\n\n\r\n0\r\n\r\n");
        };
    }

    /** Reads the request and never responds. */
    static Fault silent(CountDownLatch requestArrived, CountDownLatch clientHasGone) {
        return connection -> {
            connection.read();
            requestArrived.countDown();
            try {
                connection.hold();
            } finally {
                clientHasGone.countDown();
            }
        };
    }

    static Fault silent() {
        return silent(new CountDownLatch(1), new CountDownLatch(1));
    }

    /** Ends the connection in the middle of the headers. */
    static Fault resetInMidHeaders() {
        return connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\nContent-Le");
            connection.reset();
        };
    }

    /** Ends the connection after ten bytes of a hundred. */
    static Fault truncatedBody() {
        return connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n" + LIMITS + "\r\n0123456789");
            connection.end();
        };
    }

    /** Ends the connection without a response. */
    static Fault nothing() {
        return connection -> {
            connection.read();
            connection.end();
        };
    }

    /** Sends the greeting of another protocol. */
    static Fault garbage() {
        return connection -> {
            connection.read();
            connection.write("SSH-2.0-OpenSSH_9.6\r\n\r\n");
            connection.end();
        };
    }

    static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
