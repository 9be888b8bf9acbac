package app.quotawatch.tck.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/** A third party's API on loopback, with a configurable response per path. Keeps the first requests. */
public final class Upstream implements AutoCloseable {

    private static final int KEPT_REQUESTS = 100;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, HttpHandler> paths = new ConcurrentHashMap<>();
    private final Deque<String> requests = new ConcurrentLinkedDeque<>();
    private volatile HttpHandler otherwise = responding(200, "ok");

    /** Starts the API; every path responds with 200 and {@code ok} unless configured otherwise. */
    public Upstream() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (requests.size() < KEPT_REQUESTS) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        }
        paths.getOrDefault(exchange.getRequestURI().getPath(), otherwise).handle(exchange);
    }

    /** Sets the response of a path. */
    public Upstream on(String path, HttpHandler handler) {
        paths.put(path, handler);
        return this;
    }

    /** Sets the response of all other paths. */
    public Upstream otherwise(HttpHandler handler) {
        otherwise = handler;
        return this;
    }

    /** Returns a handler that sends this status, body and headers; without a body if it is null. */
    public static HttpHandler responding(int status, String body, String... headers) {
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            if (body == null || exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("text/plain"));
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        };
    }

    /** Returns method, path and query of the first requests. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Returns the URL of the API, without a path. */
    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Returns the URL of a path. */
    public URI uri(String path) {
        return URI.create(uri() + path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
