package app.quotawatch.ledger;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Counts what happened in the last so many nanoseconds. Not thread-safe. */
final class SlidingWindow implements Counter {

    /*
     * A ring of 240 slots, and one more that is filling. A call counts from the instant it is recorded until its slot is as old as
     * the window is long: for a minute, at least 60 and less than 60.25 seconds, so that the count never shows room where a
     * provider that counts to the millisecond sees none. Where the length is not a multiple of 240, slots are rounded up. Time is
     * the monotonic one: a clock that is set forth or back makes no window longer or shorter.
     */
    private static final int SLOTS = 241;
    private static final int RATE_SLOTS = 40;

    private final long lengthNanos;
    private final long slotNanos;
    private final long[] slots = new long[SLOTS];
    private long slot;
    private long count;
    private boolean started;
    private long slotEndNanos;
    private int at;

    SlidingWindow(long lengthNanos) {
        this.lengthNanos = lengthNanos;
        this.slotNanos = (lengthNanos + SLOTS - 2) / (SLOTS - 1);
    }

    @Override
    public void add(long nanos, long amount) {
        advance(nanos);
        slots[at] += amount;
        count += amount;
    }

    long count(long nanos) {
        advance(nanos);
        return count;
    }

    private void advance(long nanos) {
        if (started && nanos - slotEndNanos < 0) {
            return; // nearly always, and it spares the divisions
        }
        long now = Math.floorDiv(nanos, slotNanos);
        if (!started) {
            started = true;
            slot = now;
        }
        if (now - slot >= SLOTS) {
            Arrays.fill(slots, 0);
            count = 0;
        } else {
            for (long i = slot + 1; i <= now; i++) {
                int emptied = index(i);
                count -= slots[emptied];
                slots[emptied] = 0;
            }
        }
        slot = Math.max(slot, now);
        at = index(slot);
        slotEndNanos = (slot + 1) * slotNanos;
    }

    /** Lets so many of the oldest leave early. */
    void removeOldest(long amount, long nanos) {
        advance(nanos);
        long surplus = Math.min(amount, count);
        count -= surplus;
        for (long i = slot - SLOTS + 1; surplus > 0; i++) {
            int oldest = index(i);
            long removed = Math.min(surplus, slots[oldest]);
            slots[oldest] -= removed;
            surplus -= removed;
        }
    }

    /** Returns the nanoseconds until the oldest of what is counted leaves, or -1 if nothing is counted. */
    long nanosToNextLeaving(long nanos) {
        advance(nanos);
        for (long i = slot - SLOTS + 1; i <= slot; i++) {
            if (slots[index(i)] > 0) {
                return (i + SLOTS) * slotNanos - nanos;
            }
        }
        return -1;
    }

    /** Returns how much happened per second, over the length of the window. */
    double perSecond(long nanos) {
        return count(nanos) * 1e9 / lengthNanos;
    }

    /**
     * Returns the nanoseconds until the count reaches the limit if calls go on as in the last sixth of the window, while those
     * that are counted now leave one after the other; -1 if it does not within the window's length.
     */
    long nanosToReach(long limit, long nanos) {
        return nanosToReach(limit, nanos, null);
    }

    /** @param beside what is counted beside it, in a window of the same length; null if nothing is */
    long nanosToReach(long limit, long nanos, @Nullable SlidingWindow beside) {
        advance(nanos);
        long recent = recent();
        double expected = count;
        if (beside != null) {
            expected += beside.count(nanos);
            recent += beside.recent();
        }
        double perSlot = (double) recent / RATE_SLOTS;
        for (int i = 0; i < SLOTS - 1; i++) {
            if (expected >= limit) {
                return i * slotNanos;
            }
            expected += perSlot - leaving(i) - (beside == null ? 0 : beside.leaving(i));
        }
        return -1;
    }

    private long recent() {
        long recent = 0;
        for (long i = slot - RATE_SLOTS + 1; i <= slot; i++) {
            recent += slots[index(i)];
        }
        return recent;
    }

    /* What leaves so many slots from now. */
    private long leaving(int slotsAhead) {
        return slots[index(slot + 1 + slotsAhead)];
    }

    private static int index(long slot) {
        return (int) Math.floorMod(slot, (long) SLOTS);
    }
}
