package app.quotawatch.tck.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that responds to every request with the same bytes, however malformed, and keeps the request bodies. */
public final class RawServer implements AutoCloseable {

    private final ServerSocket socket;
    private final byte[] response;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    /** Starts a server that sends these bytes and then closes the connection. */
    public RawServer(byte[] response) {
        this.response = response;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Starts a server that responds with this head (status line and header lines) and this body. */
    public static RawServer responding(String head, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String all = head + "\r\nContent-Length: " + content.length + "\r\nConnection: close\r\n\r\n" + body;
        return new RawServer(all.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String head = readHead(connection.getInputStream());
            int length = contentLength(head);
            if (length > 0) {
                bodies.add(new String(connection.getInputStream().readNBytes(length), StandardCharsets.UTF_8));
            }
            connection.getOutputStream().write(response);
            connection.getOutputStream().flush();
        } catch (IOException clientGone) {
            // some clients give up on a malformed response before they have read it
        }
    }

    private static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            last = last << 8 | b;
            if (last == 0x0d0a0d0a) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring("content-length:".length()).strip()))
                .findFirst()
                .orElse(0);
    }

    /** Returns the bodies of the requests so far. */
    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** Returns the server's URL, without a path. */
    public URI uri() {
        return URI.create("http://localhost:" + socket.getLocalPort());
    }

    /** Returns the server's URL with a different host name, for calls that belong to no API. */
    public URI unobservedUri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
