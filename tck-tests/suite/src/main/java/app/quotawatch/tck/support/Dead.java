package app.quotawatch.tck.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** APIs that send no response, each in its own way. */
public final class Dead implements AutoCloseable {

    private static final int CONNECT_MILLIS = 200;

    private final ServerSocket socket;
    private final String scheme;
    private final String host;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Dead(String scheme, String host, int backlog) {
        this.scheme = scheme;
        this.host = host;
        try {
            socket = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing listens on the port. */
    public static Dead refusing() {
        Dead dead = new Dead("http", "localhost", 1);
        dead.close();
        return dead;
    }

    /** The host does not exist. */
    public static Dead unknown() {
        return new Dead("http", "nowhere.invalid", 1);
    }

    /** Connections are neither accepted nor refused. */
    public static Dead notAccepting() {
        Dead dead = new Dead("http", "localhost", 1);
        try {
            for (int i = 0; i < 3; i++) { // more than the queue holds
                Socket filler = new Socket();
                dead.connections.add(filler);
                filler.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), dead.socket.getLocalPort()),
                        CONNECT_MILLIS);
            }
        } catch (IOException full) {
            // the queue is full
        }
        return dead;
    }

    /** Requests are read, but no response is sent. */
    public static Dead silent() {
        Dead dead = new Dead("http", "localhost", 50);
        dead.serve(connection -> {
            connection.getInputStream().read();
            dead.requests.incrementAndGet();
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
        return dead;
    }

    /** The connection is reset once the request has arrived. */
    public static Dead resetting() {
        return resettingAfter("");
    }

    /** The connection is reset after this part of a response. */
    public static Dead resettingAfter(String beginning) {
        Dead dead = new Dead("http", "localhost", 50);
        dead.serve(connection -> {
            connection.getInputStream().read(new byte[4096]);
            connection.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            connection.getOutputStream().flush();
            connection.setSoLinger(true, 0);
            connection.close();
        });
        return dead;
    }

    /** The client expects an encrypted connection, but the server does not support TLS. */
    public static Dead unencrypted() {
        Dead dead = new Dead("https", "localhost", 50);
        dead.serve(connection -> {
            connection.getInputStream().read();
            connection.getOutputStream()
                    .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        });
        return dead;
    }

    private void serve(Conversation conversation) {
        threads.execute(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket connection = socket.accept();
                    connections.add(connection);
                    threads.execute(() -> {
                        try (connection) {
                            conversation.with(connection);
                        } catch (IOException clientGone) {
                            // the client gave up
                        }
                    });
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    /** Returns the number of requests; counted only by {@link #silent()}. */
    public int requests() {
        return requests.get();
    }

    /** Returns the API's URL, without a path. */
    public URI uri() {
        return URI.create(scheme + "://" + host + ":" + socket.getLocalPort());
    }

    /** Returns the API's URL with a different host name, for calls that are not observed. */
    public URI unobservedUri() {
        return URI.create(scheme + "://" + (host.equals("localhost") ? "127.0.0.1" : "elsewhere.invalid") + ":"
                + socket.getLocalPort());
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Conversation {
        void with(Socket connection) throws IOException;
    }
}
