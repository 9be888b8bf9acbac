package app.quotawatch.testing.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What an ingest has stored: a batch that comes again, by its Idempotency-Key, is stored once. */
public final class StoredEvents implements Consumer<Request> {

    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final Map<String, Long> dropped = new ConcurrentHashMap<>();

    @Override
    public void accept(Request batch) {
        if (keys.add(batch.header("Idempotency-Key").orElseThrow())) {
            batches.add(batch.endpoints());
            batch.header("QuotaWatch-Dropped").ifPresent(this::addDropped);
        }
    }

    private void addDropped(String header) {
        for (String count : header.split(", ")) {
            String[] parts = count.split("=");
            dropped.merge(parts[0], Long.parseLong(parts[1]), Long::sum);
        }
    }

    /** Returns how many events the batches reported as dropped for this reason. */
    public long dropped(String reason) {
        return dropped.getOrDefault(reason, 0L);
    }

    /** Returns the endpoints of all events. */
    public List<String> endpoints() {
        return batches.stream().flatMap(List::stream).toList();
    }
}
