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
import java.util.Locale;

/** An HTTP server that does as little as possible: it reads a request to its end and writes the same bytes each time. */
final class Upstream implements AutoCloseable {

    private static final byte[] API = answer("200 OK", "{\"answer\":42}", 14);
    private static final byte[] INGEST = answer("202 Accepted", "{\"accepted\":1}", 0);

    private final ServerSocket server;

    Upstream() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("upstream", this::accept);
    }

    private static byte[] answer(String status, String body, int others) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        for (int i = 3; i <= others; i++) {
            text.append("X-Other-").append(i).append(": some value\r\n");
        }
        if (others > 0) {
            text.append("""
                    x-ratelimit-limit-requests: 5000\r
                    x-ratelimit-remaining-requests: 4999\r
                    x-ratelimit-reset-requests: 6m0s\r
                    x-ratelimit-limit-tokens: 160000\r
                    x-ratelimit-remaining-tokens: 149984\r
                    x-ratelimit-reset-tokens: 1.2s\r
                    """);
        }
        text.append("Content-Type: application/json\r\nContent-Length: ").append(body.length()).append("\r\n\r\n")
                .append(body);
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getLocalPort());
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

    private static void serve(Socket socket) {
        try (socket; InputStream in = new BufferedInputStream(socket.getInputStream())) {
            OutputStream out = socket.getOutputStream();
            for (String first = line(in); first != null; first = line(in)) {
                int length = 0;
                for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
                    if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(header.substring("content-length:".length()).trim());
                    }
                }
                in.skipNBytes(length);
                out.write(first.contains("/v1/ingest") ? INGEST : API);
            }
        } catch (IOException gone) {
            // the client is done
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
