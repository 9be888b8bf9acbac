package app.quotawatch.ingest;

import java.io.IOException;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;

/** {@code GET /v1/events} and {@code GET /v1/summary}. */
final class ReadHandlers {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final EventStore store;

    ReadHandlers(EventStore store) {
        this.store = store;
    }

    void events(HttpExchange exchange) throws IOException {
        Query query = Query.of(exchange.getRequestURI().getRawQuery(), List.of("api", "limit"));
        String api = query.text("api");
        int limit = query.whole("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        List<StoredEvent> events = store.newestFirst(limit, event -> api == null || event.api().equals(api));
        Responses.json(exchange, JsonOutput.events(store.received(), events));
    }

    void summary(HttpExchange exchange) throws IOException {
        Query.of(exchange.getRequestURI().getRawQuery(), List.of());
        Responses.json(exchange, JsonOutput.summary(store.summary()));
    }
}
