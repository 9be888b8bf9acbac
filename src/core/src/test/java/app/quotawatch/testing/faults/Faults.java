package app.quotawatch.testing.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults of a server, by name. */
public final class Faults {

    private static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\n";
    private static final byte[] MUCH = new byte[65_536];

    private Faults() {}

    /** Processes the request and responds with 202: no fault. */
    public static Fault none() {
        return connection -> {
            connection.work(connection.read());
            connection.write(ACCEPTED + "Content-Length: 0\r\n\r\n");
        };
    }

    /** Connections are refused. */
    public static Fault refuse() {
        return new Fault() {
            @Override
            public void serve(Connection connection) throws IOException {
                connection.reset();
            }

            @Override
            public boolean refuses() {
                return true;
            }
        };
    }

    /** Accepts the connection and reads nothing. */
    public static Fault acceptAndIgnore() {
        return connection -> connection.pause(Duration.ofHours(1).toMillis());
    }

    /** Reads the request and never responds. */
    public static Fault hang() {
        return connection -> {
            connection.read();
            connection.hold();
        };
    }

    /** Processes the request and responds only when no one waits for it any more. */
    public static Fault respondAfter(Duration delay) {
        return connection -> {
            connection.work(connection.read());
            connection.pause(delay.toMillis());
            connection.write(ACCEPTED + "Content-Length: 0\r\n\r\n");
        };
    }

    /** Resets the connection at once. */
    public static Fault resetAtOnce() {
        return Connection::reset;
    }

    /** Processes the request and resets the connection within the response's head. */
    public static Fault halfAHeadThenReset() {
        return connection -> {
            connection.work(connection.read());
            connection.write("HTTP/1.1 202 Accepted\r\nContent-Le");
            connection.reset();
        };
    }

    /** Processes the request and resets the connection within the response's body. */
    public static Fault halfABodyThenReset() {
        return connection -> {
            connection.work(connection.read());
            connection.write(ACCEPTED + "Content-Length: 100\r\n\r\n{\"accepted\":");
            connection.reset();
        };
    }

    /** Processes the request and responds a byte at a time, for longer than anybody can wait. */
    public static Fault drip() {
        return connection -> {
            connection.work(connection.read());
            String response = ACCEPTED + "X-Long: " + "x".repeat(5_000) + "\r\nContent-Length: 0\r\n\r\n";
            for (int i = 0; i < response.length(); i++) {
                connection.write(response.substring(i, i + 1));
                connection.pause(20);
            }
        };
    }

    /** Sends these bytes, whatever they are, and closes the connection. */
    public static Fault respond(String bytes) {
        return connection -> {
            connection.read();
            connection.write(bytes);
            connection.end();
        };
    }

    /** Sends these bytes, whatever they are, and waits for the client to close the connection. */
    public static Fault respondAndHold(String bytes) {
        return connection -> {
            connection.read();
            connection.write(bytes);
            connection.hold();
        };
    }

    /** Sends interim responses without end. */
    public static Fault interimStorm(int status) {
        return connection -> {
            connection.read();
            while (true) {
                connection.write("HTTP/1.1 " + status + " Interim\r\n\r\n");
                connection.pause(1);
            }
        };
    }

    /** Sends header lines without end. */
    public static Fault endlessHead() {
        return connection -> {
            connection.read();
            connection.write(ACCEPTED);
            for (int i = 0;; i++) {
                connection.write("X-Header-" + i + ": " + "x".repeat(1_000) + "\r\n");
            }
        };
    }

    /** Responds with this status and an endless body; if the status is a success, it processes the request first. */
    public static Fault giantBody(int status) {
        return connection -> {
            Request request = connection.read();
            if (status / 100 == 2) {
                connection.work(request);
            }
            connection.write("HTTP/1.1 " + status + " Giant\r\nContent-Length: 9000000000000\r\n\r\n");
            while (true) {
                connection.write(MUCH);
            }
        };
    }

    /** Responds to every request with this status, these headers ("Name: value") and a JSON error. */
    public static Fault status(int status, String... headers) {
        return statuses(List.of(status), headers);
    }

    /** Responds with these statuses in turn, over all connections. */
    public static Fault statuses(List<Integer> statuses, String... headers) {
        AtomicInteger turn = new AtomicInteger();
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return connection -> {
            connection.read();
            int status = statuses.get(Math.floorMod(turn.getAndIncrement(), statuses.size()));
            String body = "{\"error\":\"fault\",\"message\":\"one of those days\",\"code\":\"FAULT\"}";
            connection.write("HTTP/1.1 " + status + " Fault\r\nContent-Type: application/json\r\n" + more
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        };
    }

    /** Alternates between these two each period, starting with the first. */
    public static Fault flapping(Fault one, Fault other, Duration period) {
        long start = System.nanoTime();
        return connection -> ((System.nanoTime() - start) / period.toNanos() % 2 == 0 ? one : other)
                .serve(connection);
    }
}
