package app.quotawatch.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.HttpServer;

/** The HTTP server: the JDK's implementation, a bounded number of threads, and the routes. */
final class IngestServer implements AutoCloseable {

    static {
        /*
         * Without this property, a response with a body is delayed by 40 ms on a persistent connection: the server
         * sends headers and body separately, and Nagle's algorithm holds the body until the headers are acknowledged.
         * The property is read once, when the server class is loaded.
         */
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static final int THREADS = 8;
    private static final int QUEUE = 1024;
    private static final long CLOSE_SECONDS = 2;

    private final HttpServer server;
    private final URI uri;
    private final ThreadPoolExecutor workers;
    private final StreamHub streams;
    private final AtomicBoolean closed = new AtomicBoolean();

    IngestServer(Settings settings, EventStore store) {
        this.server = bind(settings.host(), settings.port());
        this.uri = origin(settings.host(), server.getAddress());
        // when the queue is full, the accepting thread runs the task itself and accepts no further connections meanwhile
        this.workers = new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE),
                new NamedThreads("quotawatch-ingest"), new ThreadPoolExecutor.CallerRunsPolicy());
        this.workers.allowCoreThreadTimeOut(true);
        this.streams = new StreamHub(store, settings.streamClients(), settings.heartbeat());
        Guard guard = new Guard(server.getAddress().getAddress(), settings.host());
        server.createContext("/", new Router(guard, routes(store, settings.apiKey())));
        server.setExecutor(workers);
        server.start();
    }

    private Map<String, Router.Route> routes(EventStore store, @Nullable String apiKey) {
        ReadHandlers read = new ReadHandlers(store);
        Map<String, Router.Route> routes = new LinkedHashMap<>(Pages.routes());
        routes.put("/v1/ingest", new Router.Route("POST", new IngestHandler(store, apiKey)));
        routes.put("/v1/events", new Router.Route("GET", read::events));
        routes.put("/v1/summary", new Router.Route("GET", read::summary));
        routes.put("/v1/stream", new Router.Route("GET", streams));
        return routes;
    }

    private static HttpServer bind(String host, int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException("the host " + host + " is unknown", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " of " + host + ": " + e.getMessage(), e);
        }
    }

    private static URI origin(String host, InetSocketAddress bound) {
        String reachable = bound.getAddress().isAnyLocalAddress() ? "localhost" : host;
        if (reachable.contains(":") && !reachable.startsWith("[")) {
            reachable = "[" + reachable + "]";
        }
        return URI.create("http://" + reachable + ":" + bound.getPort());
    }

    URI uri() {
        return uri;
    }

    int streamClients() {
        return streams.clients();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            streams.close();
            workers.shutdown();
            try {
                // requests in progress still get a response, so that a sender's last batch is not lost
                workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            workers.shutdownNow();
            server.stop(0);
        }
    }
}
