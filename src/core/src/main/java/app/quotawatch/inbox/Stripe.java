package app.quotawatch.inbox;

import java.lang.invoke.VarHandle;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import app.quotawatch.time.CurrentMoment;

/**
 * A bounded ring of left calls, in the order in which they were left. One thread at a time puts, and others are turned away
 * meanwhile; one thread at a time counts.
 */
final class Stripe {

    /*
     * In the usual ring for many threads, a thread takes a place by counting up, and then fills it. If it is stopped in between, it
     * hides what others put after it, though they have long gone on: a reading taken then is too low. Here a thread is turned away
     * while another one puts. So whatever was put before somebody reads is found. As with the CountLock, the end of putting is one
     * write, which needs no stack.
     *
     * What several cores write goes from one to the other, line by line, and each line takes longer than counting a call. So a call
     * has no object of its own here: sixteen calls share a few lines. Whoever puts writes the tail only, and looks at the head once a
     * round. Whoever counts writes the head once for all that it has counted.
     */

    static final int CAPACITY = 256;

    /* Positions are never reset, and count in steps of two: an odd tail says that somebody is putting. */
    private static final int PUTTING = 1;
    private static final int STEP = 2;
    private static final int ROUND = CAPACITY * STEP;

    private static final int CROWDED = 4;

    private final @Nullable Object[] calls = new Object[CAPACITY];
    private final @Nullable Instant[] serverDates = new Instant[CAPACITY];
    private final long[] wallNanos = new long[CAPACITY];
    private final long[] nanos = new long[CAPACITY];

    private final LoneInt head = new LoneInt();
    private final LoneInt tail = new LoneInt();

    /* The first position that may not be free. Belongs to the thread that puts. */
    private final LoneInt limit = new LoneInt();

    /* How many looks at the lock in a row found it held, up to CROWDED. Races are harmless: it is only a guess at what comes. */
    private final LoneInt missed = new LoneInt();

    Stripe() {
        limit.setPlain(ROUND);
    }

    private static int slot(int position) {
        return position >> 1 & CAPACITY - 1;
    }

    /** Puts a call. Returns its slot, or -1 if the ring is full or another thread is putting. */
    int put(Object call, @Nullable Instant serverDate, long endedWallNanos, long endedNanos) {
        int position = tail.get();
        if ((position & PUTTING) != 0 || !tail.compareAndSet(position, position | PUTTING)) {
            return -1;
        }
        int next = position;
        try {
            if (!isFree(position)) {
                return -1;
            }
            int slot = slot(position);
            calls[slot] = call;
            if (serverDates[slot] != serverDate) {
                serverDates[slot] = serverDate;
            }
            wallNanos[slot] = endedWallNanos;
            nanos[slot] = endedNanos;
            // what the slot contains comes before the tail
            VarHandle.releaseFence();
            next = position + STEP;
            return slot;
        } finally {
            tail.ints[LoneInt.AT] = next;
        }
    }

    private boolean isFree(int position) {
        if (position - limit.getPlain() >= 0) {
            limit.setPlain(head.get() + ROUND);
        }
        return position - limit.getPlain() < 0;
    }

    private int available() {
        return tail.get() - head.getPlain() >> 1;
    }

    /**
     * Has at most so many calls counted, the first ones. Returns how many.
     *
     * @param moment set to when each call ended
     */
    int count(Counter counter, CurrentMoment moment, int atMost) {
        int first = head.getPlain();
        int count = Math.min(atMost, available());
        int counted = 0;
        try {
            while (counted < count) {
                int slot = slot(first + counted * STEP);
                moment.set(wallNanos[slot], nanos[slot]);
                counter.count(calls[slot], serverDates[slot], moment);
                calls[slot] = null;
                counted++;
            }
        } finally {
            if (counted > 0) {
                head.setRelease(first + counted * STEP);
            }
        }
        return counted;
    }

    /** Notes whether a thread that puts here got the lock when it looked at it. */
    void looked(boolean got) {
        int now = got ? 0 : Math.min(missed.getPlain() + 1, CROWDED);
        if (missed.getPlain() != now) {
            missed.setPlain(now);
        }
    }

    /** Whether the lock was held at the last look. */
    boolean isContended() {
        return missed.getPlain() > 0;
    }

    /** Whether the lock was held at all of the last looks, and so probably nearly all the time. */
    boolean isCrowded() {
        return missed.getPlain() == CROWDED;
    }
}
