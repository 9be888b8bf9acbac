package app.quotawatch.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Listens on this machine: a daemon thread accepts connections, and one serves each of them. */
final class FakeServer implements AutoCloseable {

    /*
     * Written here and not taken from the JDK, whose server replaces the Date header and cannot reset a connection: both are what a
     * test orders.
     */

    private static final int MOST_CONNECTIONS = 512;
    private static final int BACKLOG = 128;
    private static final long JOIN_MILLIS = 2000;

    private final String name;
    private final ServerSocket listening;
    private final Function<FakeRequest, FakeResponse> responder;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<FakeConnection> connections = ConcurrentHashMap.newKeySet();
    private final Thread accepting;

    private FakeServer(String name, ServerSocket listening, Function<FakeRequest, FakeResponse> responder) {
        this.name = "quotawatch-fake-" + name;
        this.listening = listening;
        this.responder = responder;
        accepting = new Thread(this::accept, this.name + "-accept");
        accepting.setDaemon(true);
    }

    static FakeServer start(String name, int port, Function<FakeRequest, FakeResponse> responder) {
        FakeServer server = new FakeServer(name, listen(name, port), responder);
        server.accepting.start();
        return server;
    }

    private static ServerSocket listen(String name, int port) {
        try {
            ServerSocket listening = new ServerSocket();
            try {
                listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
                return listening;
            } catch (IOException e) {
                listening.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + " on port " + port + ": " + e.getMessage(), e);
        }
    }

    URI uri() {
        String host = listening.getInetAddress().getHostAddress();
        return URI
                .create("http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + listening.getLocalPort());
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                serve(listening.accept());
            } catch (IOException e) {
                // closed; or the connection was given up before it was accepted
                if (listening.isClosed()) {
                    return;
                }
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        if (connections.size() >= MOST_CONNECTIONS) {
            socket.close();
            return;
        }
        FakeConnection connection = new FakeConnection(socket, responder, closed, connections::remove);
        connections.add(connection);
        Thread thread = new Thread(connection, name);
        thread.setDaemon(true);
        connection.start(thread);
        if (closed.getCount() == 0) {
            connection.close();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        join(accepting);
        for (FakeConnection connection : connections) {
            connection.close();
            join(connection.thread());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
