package app.quotawatch.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.DropReason;

/**
 * The batches that are being delivered. Used by one thread at a time, the one that delivers. It holds at most the events of one
 * request: one batch, or the batches into which it was split.
 */
final class Outbox {

    /** The most events in a request that the ingest accepts. */
    static final int MAX_EVENTS = 500;

    /** The most bytes in a request; an ingest rejects more than 1 MiB. */
    static final int MAX_BYTES = 1_000_000;

    private final EventQueue queue;
    private final EventJson json;
    private final String apiKey;
    private final String environment;
    private final Deque<Batch> batches = new ArrayDeque<>();

    Outbox(EventQueue queue, EventJson json, String apiKey, String environment) {
        this.queue = queue;
        this.json = json;
        this.apiKey = apiKey;
        this.environment = environment;
    }

    /** Loads the classes that writing a batch needs. */
    void prepare() {
        json.encode(apiKey, environment, List.of());
    }

    /** Returns the batch to send now: the one not yet settled, or a new one from the queue; null if there is none. */
    @Nullable
    Batch first() {
        if (batches.isEmpty()) {
            List<ApiCall> events = queue.take(MAX_EVENTS);
            if (events.isEmpty()) {
                return null;
            }
            try {
                batches.add(batch(events));
            } catch (RuntimeException | Error unwritable) { // even then they must not stay in flight
                queue.settleDropped(events.size(), DropReason.INVALID);
                throw unwritable;
            }
        }
        while (batches.element().body().length > MAX_BYTES && batches.element().size() > 1) {
            splitFirst();
        }
        return batches.element();
    }

    void firstDelivered() {
        queue.settleDelivered(batches.remove().size());
    }

    /** Splits the first batch in half; a single event, which cannot be split, is dropped. Returns whether one was dropped. */
    boolean firstRejected() {
        if (batches.element().size() > 1) {
            splitFirst();
            return false;
        }
        batches.remove();
        queue.settleDropped(1, DropReason.REJECTED);
        return true;
    }

    void clear() {
        batches.clear();
    }

    private void splitFirst() {
        List<ApiCall> events = batches.element().events();
        int middle = events.size() / 2;
        Batch firstHalf = batch(events.subList(0, middle));
        Batch secondHalf = batch(events.subList(middle, events.size()));
        batches.remove();
        batches.addFirst(secondHalf);
        batches.addFirst(firstHalf);
    }

    private Batch batch(List<ApiCall> events) {
        return new Batch(UUID.randomUUID(), events, json.encode(apiKey, environment, events));
    }
}
