package app.quotawatch.quarkus.test.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A third party's API on loopback. */
public final class Upstream implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "upstream");
        thread.setDaemon(true);
        return thread;
    });
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

    /** Starts it. */
    public Upstream() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /* /things/status-503 answers 503, /things/events three server-sent events, /things/broken nothing, all else 200. */
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        if (path.endsWith("/broken")) {
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("X-RateLimit-Limit", "60");
        exchange.getResponseHeaders().add("X-RateLimit-Remaining", "59");
        boolean events = path.endsWith("/events");
        exchange.getResponseHeaders().add("Content-Type", events ? "text/event-stream" : "text/plain");
        byte[] body = (events ? "data: a\n\ndata: b\n\ndata: c\n\n" : "a thing").getBytes(StandardCharsets.UTF_8);
        int status = path.contains("/status-") ? Integer.parseInt(path.substring(path.lastIndexOf('-') + 1)) : 200;
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Returns method and path of every request. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Returns its URL, without a path. */
    public String uri() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
