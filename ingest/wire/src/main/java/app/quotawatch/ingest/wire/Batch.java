package app.quotawatch.ingest.wire;

import java.util.List;

/** A valid batch, as {@link BatchReader} read it. Immutable. */
public final class Batch {

    private final String projectApiKey;
    private final List<ReceivedEvent> events;

    Batch(String projectApiKey, List<ReceivedEvent> events) {
        this.projectApiKey = projectApiKey;
        this.events = List.copyOf(events);
    }

    /** Returns the key that the sender identifies its project with, never blank. It is a secret: do not log or store it. */
    public String projectApiKey() {
        return projectApiKey;
    }

    /** Returns the events in the order they were sent: unmodifiable, possibly empty. */
    public List<ReceivedEvent> events() {
        return events;
    }

    /** Returns the number of events, without the key. */
    @Override
    public String toString() {
        return "Batch[" + events.size() + " events]";
    }
}
