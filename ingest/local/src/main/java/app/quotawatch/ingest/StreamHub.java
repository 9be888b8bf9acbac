package app.quotawatch.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import app.quotawatch.ingest.dashboard.Call;
import app.quotawatch.ingest.dashboard.DashboardJson;
import app.quotawatch.ingest.dashboard.Summary;
import app.quotawatch.ingest.http.Exchange;
import app.quotawatch.ingest.wire.HttpProblem;

/**
 * {@code GET /v1/stream}: server-sent events for open dashboards. Each client keeps the thread of its connection, and
 * receives the latest state rather than every change: a slow client misses calls but never retains them.
 *
 * <p>
 * A disconnected peer is noticed only when writing to it fails. So the hub writes to each client at every heartbeat,
 * which also keeps the windows of an idle dashboard moving.
 */
final class StreamHub implements Route.Handler, AutoCloseable {

    private static final int MAX_CALLS = 100;
    private static final Duration PACE = Duration.ofMillis(400);

    private final EventStore store;
    private final HeavyWork work;
    private final int maxClients;
    private final Duration heartbeat;
    private final Semaphore places;
    private final CountDownLatch closed = new CountDownLatch(1);

    StreamHub(EventStore store, HeavyWork work, int maxClients, Duration heartbeat) {
        this.store = store;
        this.work = work;
        this.maxClients = maxClients;
        this.heartbeat = heartbeat;
        this.places = new Semaphore(maxClients);
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        Query.of(exchange.query(), List.of());
        exchange.setHeader("Cache-Control", "no-store");
        if (exchange.method().equals("HEAD")) {
            exchange.setHeader("Content-Type", "text/event-stream");
            Responses.empty(exchange, 200);
            return;
        }
        if (!places.tryAcquire()) {
            throw HttpProblem.unavailable("all " + maxClients + " streams are in use; close another dashboard", 0);
        }
        try {
            exchange.setHeader("Content-Type", "text/event-stream");
            stream(exchange);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            places.release();
        }
    }

    int clients() {
        return maxClients - places.availablePermits();
    }

    private void stream(Exchange exchange) throws IOException, InterruptedException {
        exchange.startStream();
        exchange.push("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
        State state = new State();
        do {
            exchange.takeSlot();
            exchange.push(work.run(state::next));
            exchange.freeSlot();
            if (closed.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            store.awaitChange(state.received, state.rejected, heartbeat);
        } while (closed.getCount() > 0);
    }

    @Override
    public void close() {
        closed.countDown();
        store.wakeWaiting();
    }

    /** What one client has seen. */
    private final class State {

        private long received;
        private long rejected;
        private long lastSent;

        byte[] next() throws IOException {
            rejected = store.rejectedBatches();
            Summary summary = store.summary();
            received = summary.received();
            List<Call> calls = store.newestFirst(MAX_CALLS, event -> event.number() > lastSent)
                    .stream().map(StoredEvent::call).toList();
            ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
            // first, because it shows a dashboard whether the ingest has restarted
            write(out, "summary", DashboardJson.summary(summary));
            if (!calls.isEmpty()) {
                lastSent = calls.get(0).number();
                write(out, "calls", DashboardJson.events(received, calls, MAX_CALLS));
            }
            return out.toByteArray();
        }

        private static void write(ByteArrayOutputStream out, String event, byte[] json) {
            out.writeBytes(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(json);
            out.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
