package app.quotawatch.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An ingest over real HTTP, on a loopback port of its own: keeps every request and responds as the test specifies, by default with
 * 202.
 */
public final class IngestDouble implements AutoCloseable {

    static {
        // otherwise each response waits for a delayed acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ingest-double");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<StubResponse> next = new ConcurrentLinkedQueue<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Function<Received, StubResponse> otherwise = request -> StubResponse.of(202);

    private IngestDouble(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public static IngestDouble start() {
        return new IngestDouble(0);
    }

    public static IngestDouble startOn(int port) {
        return new IngestDouble(port);
    }

    /** Returns a URL of a loopback port on which nothing listens. */
    public static URI unreachable() {
        IngestDouble gone = start();
        gone.close();
        return gone.url();
    }

    public URI url() {
        return URI.create("http://localhost:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Sends these responses to the next requests, one each. */
    public IngestDouble respondNext(StubResponse... responses) {
        next.addAll(List.of(responses));
        return this;
    }

    /** Sends these responses to all requests without a response of their own. */
    public IngestDouble respond(Function<Received, StubResponse> responses) {
        otherwise = responses;
        return this;
    }

    public List<Received> requests() {
        return requests;
    }

    public Received onlyRequest() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request, but there are " + requests.size());
        }
        return requests.get(0);
    }

    /** Returns the endpoints of all events of all requests, in the order they came. */
    public List<String> endpoints() {
        return requests.stream().flatMap(request -> request.endpoints().stream()).toList();
    }

    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try (exchange) {
            Received received = new Received(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
            requests.add(received);
            StubResponse specified = next.poll();
            StubResponse response = specified == null ? otherwise.apply(received) : specified;
            response.headers().forEach(exchange.getResponseHeaders()::set);
            atOnce.decrementAndGet();
            exchange.sendResponseHeaders(response.status(), response.body().length == 0 ? -1 : response.body().length);
            if (response.body().length > 0) {
                exchange.getResponseBody().write(response.body());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
