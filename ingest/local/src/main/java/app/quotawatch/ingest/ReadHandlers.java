package app.quotawatch.ingest;

import java.io.IOException;
import java.util.List;

import app.quotawatch.ingest.dashboard.Call;
import app.quotawatch.ingest.dashboard.DashboardJson;
import app.quotawatch.ingest.http.Exchange;

/** {@code GET /v1/events} and {@code GET /v1/summary}. */
final class ReadHandlers {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final EventStore store;
    private final HeavyWork work;

    ReadHandlers(EventStore store, HeavyWork work) {
        this.store = store;
        this.work = work;
    }

    void events(Exchange exchange) throws IOException {
        Query query = Query.of(exchange.query(), List.of("api", "before", "limit"));
        String api = query.text("api");
        long before = query.whole("before", 1, Long.MAX_VALUE, Long.MAX_VALUE);
        int limit = (int) query.whole("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        exchange.takeSlot();
        Responses.json(exchange, work.run(() -> {
            // one more, which shows whether there are more
            List<Call> calls = store.newestFirst(limit + 1,
                    event -> event.number() < before && (api == null || event.api().equals(api)))
                    .stream().map(StoredEvent::call).toList();
            return DashboardJson.events(store.received(), calls, limit);
        }));
    }

    void summary(Exchange exchange) throws IOException {
        Query.of(exchange.query(), List.of());
        exchange.takeSlot();
        Responses.json(exchange, work.run(() -> DashboardJson.summary(store.summary())));
    }
}
