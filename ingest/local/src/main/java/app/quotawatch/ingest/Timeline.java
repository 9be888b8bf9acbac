package app.quotawatch.ingest;

import java.util.function.ObjLongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The latest period as a ring of equal steps. A step older than the ring's length is overwritten by the next one at the
 * same position. Steps without calls use no memory.
 */
final class Timeline {

    private final long stepMillis;
    private final @Nullable Step[] ring;

    private long weight;

    private record Step(long index, Tally tally) {

        private static final int BASE_WEIGHT = 24;

        int weight() {
            return BASE_WEIGHT + tally.weight();
        }
    }

    Timeline(long stepMillis, int steps) {
        this.stepMillis = stepMillis;
        this.ring = new Step[steps];
        this.weight = HeapWeight.ofArray(Integer.BYTES * steps);
    }

    long stepMillis() {
        return stepMillis;
    }

    void add(long atMillis, StoredEvent event) {
        long index = Math.floorDiv(atMillis, stepMillis);
        int place = place(index);
        Step step = ring[place];
        if (step == null || step.index < index) {
            weight -= step == null ? 0 : step.weight();
            step = new Step(index, new Tally());
            ring[place] = step;
            weight += step.weight();
        }
        if (step.index == index) {
            weight -= step.weight();
            step.tally.add(event);
            weight += step.weight();
        }
    }

    /** Returns about how many bytes of the heap this timeline costs. */
    long weight() {
        return weight;
    }

    /** Passes each non-empty step among the latest {@code steps}, including the current one, to the consumer with its index. */
    void forEach(long nowMillis, int steps, ObjLongConsumer<Tally> consumer) {
        long now = Math.floorDiv(nowMillis, stepMillis);
        for (long index = now - steps + 1; index <= now; index++) {
            Step step = ring[place(index)];
            if (step != null && step.index == index) {
                consumer.accept(step.tally, index);
            }
        }
    }

    private int place(long index) {
        return Math.floorMod(index, ring.length);
    }
}
