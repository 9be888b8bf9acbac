package app.quotawatch.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.DropReason;

/**
 * The events that are being delivered. Used by one thread at a time, the one that delivers. It holds at most the events of one
 * request: as one batch, or as the batches into which they were split because of their size or a rejection.
 */
final class Outbox {

    /*
     * Only the batch that is sent next is written; the others are lists of events until it is their turn. A batch that was written
     * is sent unchanged until it is settled, so that the ingest recognises it.
     * Nothing here changes until all that could fail has succeeded: after an Error, such as that memory has run out, every event
     * is still where it was, and a later attempt finds it.
     * A batch also reports the events that were dropped and not reported before. It is the only one that was written, so no two
     * report the same; what it reports counts as reported once it is delivered. So its id, by which the ingest stores it once,
     * makes the ingest count each drop once.
     */

    /** The most events in a request that the ingest accepts. */
    static final int MAX_EVENTS = 500;

    private final EventQueue queue;
    private final String apiKey;
    private final String environment;
    private final DeliveryLog log;
    private final Deque<List<ApiCall>> unwritten = new ArrayDeque<>();
    private @Nullable Batch first;
    private Drops reported = Drops.NONE;
    /* Made when it is needed, not while the application starts. */
    private @Nullable BatchWriter writer;

    Outbox(EventQueue queue, String apiKey, String environment, DeliveryLog log) {
        this.queue = queue;
        this.apiKey = apiKey;
        this.environment = environment;
        this.log = log;
    }

    /** Loads the classes that writing a batch needs. */
    void prepare() {
        begun().end();
    }

    private BatchWriter begun() {
        BatchWriter known = writer;
        if (known == null) {
            known = new BatchWriter(apiKey, environment);
            writer = known;
        }
        known.begin();
        return known;
    }

    /**
     * Returns the batch to send now: the one not yet settled, or a new one from the queue; null if there is none. Events that no
     * request can contain are dropped.
     */
    @Nullable
    Batch first(Tally tally) {
        while (first == null) {
            if (unwritten.isEmpty()) {
                List<ApiCall> events = queue.take(MAX_EVENTS);
                if (events.isEmpty()) {
                    return null;
                }
                unwritten.add(events);
            }
            first = write(unwritten.element(), tally);
        }
        return first;
    }

    void firstDelivered() {
        reported = reported.plus(Objects.requireNonNull(first, "first").drops());
        queue.settleDelivered(settled().size());
    }

    /** Splits the first batch in half; a single event, which cannot be split, is dropped. Returns whether one was dropped. */
    boolean firstRejected() {
        List<ApiCall> events = Objects.requireNonNull(first, "first").events();
        int middle = events.size() / 2;
        if (middle == 0) {
            settled();
            queue.settleDropped(1, DropReason.REJECTED);
            return true;
        }
        List<ApiCall> firstHalf = new ArrayList<>(events.subList(0, middle));
        List<ApiCall> secondHalf = new ArrayList<>(events.subList(middle, events.size()));
        unwritten.addFirst(secondHalf);
        unwritten.addFirst(firstHalf);
        first = null;
        return false;
    }

    void clear() {
        unwritten.clear();
        first = null;
    }

    private Batch settled() {
        Batch settled = Objects.requireNonNull(first, "first");
        first = null;
        return settled;
    }

    /* Writes as many of the events as fit into a request; the others remain. Null if all of them had to be dropped. */
    private @Nullable Batch write(List<ApiCall> events, Tally tally) {
        BatchWriter writer = begun();
        int count = 0;
        while (count < events.size()) {
            try {
                if (writer.add(events.get(count))) {
                    count++;
                } else if (count > 0) {
                    break;
                } else {
                    drop(events, 0, DropReason.REJECTED);
                    tally.dropped(log.tooLarge(writer.rejectedSize(), BatchWriter.MAX_BYTES));
                }
            } catch (RuntimeException unwritable) {
                drop(events, count, DropReason.INVALID);
                tally.dropped(log.unwritable(unwritable));
            }
        }
        if (count == 0) {
            unwritten.remove();
            return null;
        }
        Batch batch = new Batch(UUID.randomUUID(), new ArrayList<>(events.subList(0, count)), writer.end(),
                queue.drops().minus(reported));
        if (count == events.size()) {
            unwritten.remove();
        } else {
            events.subList(0, count).clear();
        }
        return batch;
    }

    private void drop(List<ApiCall> events, int index, DropReason reason) {
        events.remove(index);
        queue.settleDropped(1, reason);
    }
}
