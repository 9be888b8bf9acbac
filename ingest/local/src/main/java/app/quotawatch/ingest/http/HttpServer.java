package app.quotawatch.ingest.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Accepts connections, gives each a thread, and closes those that take too long. */
public final class HttpServer {

    /*
     * Why not the JDK's jdk.httpserver? There a peer that sends half a request, or reads half a response, keeps one of
     * the executor's threads; the deadlines against that, the limit of connections and TCP_NODELAY are system
     * properties of the whole JVM, which belong to the application whose test starts an ingest. Here each connection
     * has a thread that may wait for its peer, and one watch closes the socket of whoever is overdue: reading and
     * writing then fail at once, so one mechanism bounds requests and responses alike.
     */

    private static final Logger LOG = System.getLogger(HttpServer.class.getPackageName());
    private static final long WATCH_MILLIS = 250;
    private static final long IDLE_THREAD_SECONDS = 5;
    private static final long PAUSE_MILLIS = 100;

    private final ServerSocket socket;
    private final HttpLimits limits;
    private final BodySlots slots;
    private final HttpHandler handler;
    private final Connections connections;
    private final ThreadPoolExecutor threads;
    private final CountDownLatch closing = new CountDownLatch(1);

    private HttpServer(ServerSocket socket, HttpLimits limits, BodySlots slots, HttpHandler handler,
            ThreadFactory threads) {
        this.socket = socket;
        this.limits = limits;
        this.slots = slots;
        this.handler = handler;
        this.connections = new Connections(limits.connections());
        // bounded by the number of connections
        this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_THREAD_SECONDS, TimeUnit.SECONDS,
                new SynchronousQueue<>(), threads);
    }

    /** Serves the connections of a bound socket, which belongs to the server from now on. */
    public static HttpServer start(ServerSocket socket, HttpLimits limits, BodySlots slots, HttpHandler handler,
            ThreadFactory threads) {
        HttpServer server = new HttpServer(socket, limits, slots, handler, threads);
        server.threads.execute(server::accept);
        server.threads.execute(server::watch);
        return server;
    }

    private void accept() {
        while (!isClosing()) {
            try {
                serve(socket.accept());
            } catch (IOException | RejectedExecutionException | OutOfMemoryError noResources) {
                // no descriptor, thread or memory at the moment; or closing
                pause(PAUSE_MILLIS);
            }
        }
    }

    private void serve(Socket accepted) throws IOException {
        boolean served = false;
        try {
            Connection connection = new Connection(accepted, this);
            connections.add(connection);
            try {
                threads.execute(() -> run(connection));
                served = true;
            } finally {
                if (!served) {
                    connections.remove(connection);
                }
            }
        } finally {
            if (!served) {
                accepted.close();
            }
        }
    }

    private static void run(Connection connection) {
        try {
            connection.run();
        } catch (RuntimeException | Error unexpected) {
            LOG.log(Level.WARNING, "A connection failed unexpectedly: " + unexpected);
        }
    }

    private void watch() {
        while (!isClosing()) {
            pause(WATCH_MILLIS);
            try {
                long now = System.nanoTime();
                connections.closeIf(connection -> connection.isOverdue(now));
            } catch (OutOfMemoryError atTheMoment) {
                // a watch that ended would leave every slow peer its connection
            }
        }
    }

    private void pause(long millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops accepting, lets exchanges in progress end within this time, then closes every connection. Idempotent. */
    public void close(Duration grace) {
        closing.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The listening socket could not be closed", e);
        }
        connections.closeIf(Connection::isIdle);
        threads.shutdown();
        try {
            threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.closeIf(connection -> true);
        threads.shutdownNow();
    }

    HttpLimits limits() {
        return limits;
    }

    BodySlots slots() {
        return slots;
    }

    HttpHandler handler() {
        return handler;
    }

    Connections connections() {
        return connections;
    }

    boolean isClosing() {
        return closing.getCount() == 0;
    }
}
