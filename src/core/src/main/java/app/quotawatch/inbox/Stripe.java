package app.quotawatch.inbox;

import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/** A bounded ring of left calls, in the order in which they were left. Many threads put, and one at a time removes. */
final class Stripe {

    /*
     * In the usual ring, a thread takes a place by counting up, and then fills it. If it is stopped in between, it hides what others
     * put after it, though they have long gone on: a reading taken then is too low. Here a place is taken and filled in one step, by
     * exchanging a marker of a free place for the call. So whatever a thread has put before somebody reads is found.
     *
     * A position counts on for ever; its slot is its remainder. Each round has a marker object of its own, so that a thread that was
     * stopped for long cannot fill a slot for a round that is over. A thread that puts begins at the hint, at or below the first
     * free position, and takes the first free one: the filled positions have no gaps, and each thread's are in order.
     *
     * Usually the place at the hint is free; only if it is not is the head looked at, which the other side changes all the time.
     */

    static final int CAPACITY = 64;
    private static final int SHIFT = Integer.numberOfTrailingZeros(CAPACITY);

    private final AtomicReferenceArray<Object> slots = new AtomicReferenceArray<>(CAPACITY);
    private final LoneInt head = new LoneInt();

    /* Races are harmless: it never runs ahead. */
    private final LoneInt hint = new LoneInt();
    private Free free = new Free(1);
    private volatile boolean contended;

    Stripe() {
        Free first = new Free(0);
        for (int i = 0; i < CAPACITY; i++) {
            slots.setPlain(i, first);
        }
    }

    private static int slot(int position) {
        return position & CAPACITY - 1;
    }

    private static int round(int position) {
        return position >> SHIFT;
    }

    /** Whether the lock was held when a thread that puts here looked at it last. */
    boolean isContended() {
        return contended;
    }

    void setContended(boolean whether) {
        if (contended != whether) {
            contended = whether;
        }
    }

    /** Puts a call. Returns its slot, or -1 if the ring is full. */
    int put(LeftCall call) {
        int position = hint.getPlain();
        return slots.get(slot(position)) instanceof Free marker && marker.round == round(position)
                && slots.compareAndSet(slot(position), marker, call) ? placed(position) : search(position, call);
    }

    private int placed(int position) {
        hint.setPlain(position + 1);
        return slot(position);
    }

    private int search(int from, LeftCall call) {
        int position = from;
        while (true) {
            // read before the slot: if the slot's earlier call was removed by then, a call that is there is of this round
            int first = head.get();
            if (position - first < 0) {
                position = first;
            }
            Object there = slots.get(slot(position));
            if (there instanceof Free marker && marker.round == round(position)) {
                if (slots.compareAndSet(slot(position), marker, call)) {
                    return placed(position);
                }
            } else if (there instanceof LeftCall && position - first >= CAPACITY) {
                return -1;
            } else {
                position++;
            }
        }
    }

    /** Returns the first call, or null if there is none. */
    @Nullable
    LeftCall first() {
        int position = head.getPlain();
        if (!(slots.get(slot(position)) instanceof LeftCall call)) {
            return null;
        }
        if (free.round != round(position + CAPACITY)) {
            free = new Free(round(position + CAPACITY));
        }
        return call;
    }

    /** Removes the call that {@link #first} returned. */
    void removeFirst() {
        int position = head.getPlain();
        slots.setRelease(slot(position), free);
        head.setRelease(position + 1);
    }

    /** A slot that is free in this round. Compared by identity. */
    private static final class Free {

        private final int round;

        Free(int round) {
            this.round = round;
        }
    }
}
