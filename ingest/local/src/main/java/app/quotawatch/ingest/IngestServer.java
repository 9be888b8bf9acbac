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

import com.sun.net.httpserver.HttpServer;

/** The HTTP side: the JDK's own server, a bounded number of threads, and the routes. */
final class IngestServer implements AutoCloseable {

    static {
        /*
         * Without it an answer with a body waits 40 ms on a kept connection: the server sends headers and body apart,
         * Nagle holds the second for the acknowledgement of the first. Read once, when the server class is loaded.
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
        // a full queue is worked on by the thread that accepts connections: then nobody else is let in
        this.workers = new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE),
                new NamedThreads("quotawatch-ingest"), new ThreadPoolExecutor.CallerRunsPolicy());
        this.workers.allowCoreThreadTimeOut(true);
        this.streams = new StreamHub(store, settings.streamClients(), settings.heartbeat());
        Guard guard = new Guard(server.getAddress().getAddress(), settings.host());
        server.createContext("/", new Router(guard, routes(store, settings.apiKey())));
        server.setExecutor(workers);
        server.start();
    }

    private Map<String, Router.Route> routes(EventStore store, String apiKeyOrNull) {
        ReadHandlers read = new ReadHandlers(store);
        Map<String, Router.Route> routes = new LinkedHashMap<>(Pages.routes());
        routes.put("/v1/ingest", new Router.Route("POST", new IngestHandler(store, apiKeyOrNull)));
        routes.put("/v1/events", new Router.Route("GET", read::events));
        routes.put("/v1/summary", new Router.Route("GET", read::summary));
        routes.put("/v1/stream", new Router.Route("GET", streams));
        return routes;
    }

    private static HttpServer bind(String host, int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException("the host " + host + " is not known", e);
        } catch (IOException e) {
            throw new UncheckedIOException("can't listen on port " + port + " of " + host + ": " + e.getMessage(), e);
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
                // what is under way is answered, so that a sender's last batch is not lost
                workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            workers.shutdownNow();
            server.stop(0);
        }
    }
}
