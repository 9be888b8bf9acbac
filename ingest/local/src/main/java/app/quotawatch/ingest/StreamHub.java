package app.quotawatch.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/**
 * {@code GET /v1/stream}: server-sent events for open dashboards. Each client has a thread of this hub, never one of the
 * server's, and receives the latest state rather than every change: a slow client misses calls but never retains them.
 *
 * <p>
 * A disconnected peer is noticed only when writing to it fails. So the hub writes to each client at every heartbeat,
 * which also keeps the windows of an idle dashboard moving.
 */
final class StreamHub implements HttpHandler, AutoCloseable {

    private static final int MAX_CALLS = 100;
    private static final Duration PACE = Duration.ofMillis(400);

    private final EventStore store;
    private final int maxClients;
    private final Duration heartbeat;
    private final ThreadPoolExecutor threads;
    private final CountDownLatch closed = new CountDownLatch(1);

    StreamHub(EventStore store, int maxClients, Duration heartbeat) {
        this.store = store;
        this.maxClients = maxClients;
        this.heartbeat = heartbeat;
        this.threads = new ThreadPoolExecutor(0, maxClients, 5, TimeUnit.SECONDS, new SynchronousQueue<>(),
                new NamedThreads("quotawatch-ingest-stream"));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Query.of(exchange.getRequestURI().getRawQuery(), List.of());
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            Responses.empty(exchange, 200);
            return;
        }
        try {
            threads.execute(() -> serve(exchange));
        } catch (RejectedExecutionException full) {
            throw HttpProblem.tooManyStreams(maxClients);
        }
    }

    int clients() {
        return threads.getActiveCount();
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            stream(exchange.getResponseBody());
        } catch (IOException peerIsGone) {
            // the client disconnected: closing is all that remains to be done
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void stream(OutputStream out) throws IOException, InterruptedException {
        out.write("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
        long lastSent = 0;
        do {
            Summary summary = store.summary();
            long before = lastSent;
            List<StoredEvent> calls = store.newestFirst(MAX_CALLS, event -> event.number() > before);
            // first, because it shows a dashboard whether the ingest has restarted
            write(out, "summary", JsonOutput.summary(summary));
            if (!calls.isEmpty()) {
                lastSent = calls.get(0).number();
                write(out, "calls", JsonOutput.events(summary.received(), calls));
            }
            out.flush();
            if (closed.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            store.awaitChange(summary.received(), summary.rejectedBatches(), heartbeat);
        } while (closed.getCount() > 0);
    }

    private static void write(OutputStream out, String event, byte[] json) throws IOException {
        out.write(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        out.write(json);
        out.write("\n\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
    }
}
