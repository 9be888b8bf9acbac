package app.quotawatch.quickstart.upstreams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** One upstream: an HTTP server that only this machine can reach. */
final class UpstreamServer implements AutoCloseable {

    private final Api api;
    private final Weather weather;
    private final String requestIdHeader;
    private final String timeHeader;
    private final HttpServer server;
    private final ExecutorService workers;
    private final AtomicReference<Calls> calls = new AtomicReference<>(Calls.NONE);

    /** Starts listening on the port, 0 for any free port. A null time header means none. */
    UpstreamServer(int port, Api api, Weather weather, String requestIdHeader, String timeHeader) {
        this.api = api;
        this.weather = weather;
        this.requestIdHeader = requestIdHeader;
        this.timeHeader = timeHeader;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start an upstream on port " + port + ": " + e.getMessage(), e);
        }
        workers = Executors.newCachedThreadPool();
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    Calls calls() {
        return calls.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            Weather.Moment moment = weather.next();
            Reply reply = moment.failing()
                    ? api.fail()
                    : api.reply(new Api.Request(exchange.getRequestMethod(), path, body));
            delay(moment.latency());
            calls.updateAndGet(before -> before.plus(reply.status()));
            send(exchange, reply, moment.latency());
        }
    }

    private void send(HttpExchange exchange, Reply reply, Duration latency) throws IOException {
        byte[] body = reply.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.getResponseHeaders().set(requestIdHeader, UUID.randomUUID().toString());
        if (timeHeader != null) {
            exchange.getResponseHeaders().set(timeHeader, Long.toString(latency.toMillis()));
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static void delay(Duration latency) {
        try {
            Thread.sleep(latency.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
