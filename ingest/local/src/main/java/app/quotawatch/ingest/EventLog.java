package app.quotawatch.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** The latest events, limited in number and in what they cost on the heap. Guarded by its owner's lock. */
final class EventLog {

    static final long MAX_WEIGHT = 24L * 1024 * 1024;

    private final int maxEvents;
    private final Deque<StoredEvent> events = new ArrayDeque<>();
    private long weight;

    EventLog(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    void add(StoredEvent event) {
        events.addLast(event);
        weight += event.weight();
        while (events.size() > maxEvents || (weight > MAX_WEIGHT && events.size() > 1)) {
            weight -= events.removeFirst().weight();
        }
    }

    int size() {
        return events.size();
    }

    List<StoredEvent> oldestFirst() {
        return List.copyOf(events);
    }

    List<StoredEvent> newestFirst(int limit, Predicate<StoredEvent> filter) {
        List<StoredEvent> newest = new ArrayList<>();
        Iterator<StoredEvent> backwards = events.descendingIterator();
        while (newest.size() < limit && backwards.hasNext()) {
            StoredEvent event = backwards.next();
            if (filter.test(event)) {
                newest.add(event);
            }
        }
        return newest;
    }
}
