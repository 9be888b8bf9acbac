package app.quotawatch.testing.faults;

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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocket;

import app.quotawatch.testing.Certificate;

/**
 * A server over real sockets, ingest or upstream, whose behaviour is switched while it runs. A request keeps the
 * behaviour it began with.
 */
public final class FaultyServer implements AutoCloseable {

    /* Below the ephemeral ports, so that no other process takes ours while it refuses connections. */
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 30_000;

    private final ServerSocketFactory sockets;
    private final String scheme;
    private final Consumer<Request> work;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private ServerSocket listening;
    private volatile Fault fault;

    private FaultyServer(ServerSocketFactory sockets, String scheme, Fault first, Consumer<Request> work) {
        this.sockets = sockets;
        this.scheme = scheme;
        this.work = work;
        this.fault = first;
        this.port = listenSomewhere();
        behave(first);
    }

    /**
     * Starts a server.
     *
     * @param first how it behaves at first
     * @param work what it does with each request that it works on
     */
    public static FaultyServer start(Fault first, Consumer<Request> work) {
        return new FaultyServer(ServerSocketFactory.getDefault(), "http", first, work);
    }

    /** Starts a server with an untrusted certificate for another host name. */
    public static FaultyServer startWithWrongCertificate(Fault first, Consumer<Request> work) {
        return startWith(Certificate.of("somebody-else.example"), first, work);
    }

    /** Starts a server with this certificate. */
    public static FaultyServer startWith(Certificate certificate, Fault first, Consumer<Request> work) {
        return new FaultyServer(certificate.server().getServerSocketFactory(), "https", first, work);
    }

    /** Behaves in this way from the next request on. */
    public synchronized void behave(Fault next) {
        fault = next;
        if (next.refuses()) {
            stopListening();
        } else if (listening == null && closed.getCount() > 0) {
            listen(port);
        }
    }

    public URI url() {
        return URI.create(scheme + "://localhost:" + port);
    }

    public int port() {
        return port;
    }

    /** Returns how many connections have been accepted. */
    public int connections() {
        return connections.get();
    }

    /** Returns how many connections neither side has closed. */
    public int openConnections() {
        return open.size();
    }

    /** Returns how many requests have begun. */
    public int requests() {
        return requests.get();
    }

    private synchronized int listenSomewhere() {
        for (int attempt = 0;; attempt++) {
            try {
                int candidate = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
                listen(candidate);
                return candidate;
            } catch (UncheckedIOException taken) {
                if (attempt == 100) {
                    throw taken;
                }
            }
        }
    }

    private void listen(int onPort) {
        try {
            ServerSocket socket = sockets.createServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort));
            listening = socket;
            thread(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopListening() {
        try {
            if (listening != null) {
                listening.close();
                listening = null;
            }
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket socket = from.accept();
                connections.incrementAndGet();
                open.add(socket);
                thread(() -> serve(socket));
            } catch (IOException e) {
                // closed, and the loop ends; or this one connection failed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            if (socket instanceof SSLSocket secured) {
                secured.startHandshake();
            }
            Connection connection = new Connection(socket, work, closed);
            while (connection.awaitRequest()) {
                requests.incrementAndGet();
                fault.serve(connection);
            }
        } catch (IOException e) {
            // either side has closed the connection
        } finally {
            open.remove(socket);
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "faulty-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        stopListening();
    }
}
