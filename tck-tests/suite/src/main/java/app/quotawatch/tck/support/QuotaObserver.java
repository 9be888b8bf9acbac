package app.quotawatch.tck.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

import app.quotawatch.event.QuotaEvent;

/** A bean that observes quota events, as applications do. */
@ApplicationScoped
public class QuotaObserver {

    private final List<QuotaEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();

    void observe(@ObservesAsync QuotaEvent event) {
        threads.add(Thread.currentThread().getName());
        events.add(event);
    }

    /** Returns the events so far. */
    public List<QuotaEvent> events() {
        return List.copyOf(events);
    }

    /** Returns the names of the threads that delivered them. */
    public List<String> threads() {
        return List.copyOf(threads);
    }
}
