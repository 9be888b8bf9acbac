package app.quotawatch.ingest;

import java.util.function.ObjLongConsumer;

/**
 * The latest stretch of time as a ring of equal steps. A step that is over its ring's length is overwritten by the next
 * one that falls on its place; steps nothing happened in take no memory.
 */
final class Timeline {

    private final long stepMillis;
    private final Step[] ring;

    private record Step(long index, Tally tally) {}

    Timeline(long stepMillis, int steps) {
        this.stepMillis = stepMillis;
        this.ring = new Step[steps];
    }

    long stepMillis() {
        return stepMillis;
    }

    void add(long atMillis, StoredEvent event) {
        long index = Math.floorDiv(atMillis, stepMillis);
        int place = place(index);
        Step step = ring[place];
        if (step == null || step.index < index) {
            step = new Step(index, new Tally());
            ring[place] = step;
        }
        if (step.index == index) {
            step.tally.add(event);
        }
    }

    /** Hands over each step in use of the latest so many, the current one included, with its index. */
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
