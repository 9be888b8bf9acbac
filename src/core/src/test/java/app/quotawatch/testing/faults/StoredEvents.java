package app.quotawatch.testing.faults;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What an ingest has stored: a batch that comes again, by its Idempotency-Key, is stored once. */
public final class StoredEvents implements Consumer<Request> {

    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();

    @Override
    public void accept(Request batch) {
        if (keys.add(batch.header("Idempotency-Key").orElseThrow())) {
            batches.add(batch.endpoints());
        }
    }

    /** Returns the endpoints of all events. */
    public List<String> endpoints() {
        return batches.stream().flatMap(List::stream).toList();
    }
}
