package app.quotawatch.quarkus.testing;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.tck.support.Upstream;

/** An API that the application under test calls, and the ingest that it sends events to. */
public final class FarSide implements AutoCloseable {

    private static final String[] LIMITS = {"X-RateLimit-Limit", "60", "X-RateLimit-Remaining", "59"};

    private final Upstream upstream = new Upstream()
            .otherwise(Upstream.responding(200, "a thing", LIMITS))
            .on("/things/status-500", Upstream.responding(500, "a thing", LIMITS))
            .on("/things/status-502", Upstream.responding(502, "a thing", LIMITS))
            .on("/things/status-503", Upstream.responding(503, "a thing", LIMITS))
            .on("/things/events", Upstream.responding(200, "data: a\n\ndata: b\n\ndata: c\n\n", "Content-Type",
                    "text/event-stream"))
            .on("/things/elsewhere", exchange -> Upstream.responding(302, null, "Location",
                    "http://127.0.0.1:" + exchange.getLocalAddress().getPort() + "/things/away").handle(exchange))
            .on("/things/moved", Upstream.responding(302, null, "Location", "/things/arrived"))
            .on("/things/silent", exchange -> waitUntilClosed())
            .on("/things/broken", exchange -> exchange.close())
            .on("/things/traceparent", exchange -> Upstream.responding(200,
                    exchange.getRequestHeaders().getFirst("traceparent"), LIMITS).handle(exchange));
    private final LocalIngest ingest = LocalIngest.builder().port(0).start();

    /** Starts both servers. */
    public FarSide() {}

    private static void waitUntilClosed() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the API's URL, without a path. */
    public String upstreamUrl() {
        return upstream.uri().toString();
    }

    /** Returns method and path of each request that the API received. */
    public List<String> requests() {
        return upstream.requests();
    }

    /** Returns the URL that the application sends its events to. */
    public String ingestUrl() {
        return ingest.uri().toString();
    }

    /** Returns {@code api method status endpoint} of each event that arrived. */
    public List<String> events() {
        return ingest.events().stream()
                .map(event -> event.api() + " " + event.method() + " " + event.status() + " " + event.endpoint())
                .toList();
    }

    @Override
    public void close() {
        ingest.close();
        upstream.close();
    }
}
