package app.quotawatch.benchmarks.endtoend;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * An HTTP server that does as little as possible: it reads a request completely and writes prepared bytes. As an API, it sends 20
 * headers, of which the rate-limit headers change with each response; as an ingest, it accepts everything.
 */
final class Upstream implements AutoCloseable {

    private static final int RESPONSES = 1024;
    private static final byte[][] API = new byte[RESPONSES][];
    private static final byte[] INGEST = response("202 Accepted", "", "{\"accepted\":1}");
    private static final byte[] COLLECTOR = response("200 OK", "", "");

    private final ServerSocket server;
    private final LongAdder reports = new LongAdder();

    static {
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            others.append("X-Other-").append(i).append(": some value\r\n");
        }
        Arrays.setAll(API, i -> response("200 OK", others + limits(i), "{\"value\":42}"));
    }

    Upstream() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("upstream", this::accept);
    }

    private static String limits(int turn) {
        return String.join("\r\n", "x-ratelimit-limit-requests: 5000",
                "x-ratelimit-remaining-requests: " + (4999 - turn), "x-ratelimit-reset-requests: " + (turn + 1) + "ms",
                "x-ratelimit-limit-tokens: 160000", "x-ratelimit-remaining-tokens: " + (159_903 - 97 * turn),
                "x-ratelimit-reset-tokens: " + (turn + 1) + "s", "");
    }

    private static byte[] response(String status, String headers, String body) {
        return ("HTTP/1.1 " + status + "\r\n" + headers + (body.isEmpty() ? "" : "Content-Type: application/json\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    /** The same server under another name, because calls to the ingest's host are never observed. */
    URI observedUri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Returns how many requests delivered observations. */
    long reports() {
        return reports.sum();
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                start("upstream-connection", () -> serve(socket));
            }
        } catch (IOException closed) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket; InputStream in = new BufferedInputStream(socket.getInputStream())) {
            OutputStream out = socket.getOutputStream();
            int turn = 0;
            for (String first = line(in); first != null; first = line(in)) {
                int length = 0;
                for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
                    if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(header.substring("content-length:".length()).trim());
                    }
                }
                in.skipNBytes(length);
                if (first.startsWith("GET ")) {
                    out.write(API[turn++ & RESPONSES - 1]);
                } else {
                    reports.increment();
                    out.write(first.contains("/v1/traces") ? COLLECTOR : INGEST);
                }
            }
        } catch (IOException gone) {
            // the client disconnected
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
