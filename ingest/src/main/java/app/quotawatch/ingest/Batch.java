package app.quotawatch.ingest;

import java.util.List;

/** A valid batch. The key is never printed. */
record Batch(String projectApiKey, List<StoredEvent> events) {

    Batch {
        events = List.copyOf(events);
    }

    @Override
    public String toString() {
        return "Batch[" + events.size() + " events]";
    }
}
