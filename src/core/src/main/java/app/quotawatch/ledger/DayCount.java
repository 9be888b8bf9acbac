package app.quotawatch.ledger;

import java.util.Arrays;

/**
 * Counts what happened since midnight UTC: exactly, as long as the clock goes on; after it was set back, to the ten minutes in
 * which something happened. Not thread-safe.
 */
final class DayCount {

    private static final long SLOT_NANOS = 600_000_000_000L;
    private static final int SLOTS = 145;

    private final long[] slots = new long[SLOTS];
    private long slot = Long.MIN_VALUE;
    private long count;
    private long slotEndNanos;
    private int at;

    void add(long nanos, long amount) {
        advance(nanos);
        slots[at] += amount;
        count += amount;
    }

    long count() {
        return count;
    }

    void nextDay() {
        count = 0;
    }

    /** Counts anew what happened at most so long ago. */
    void recount(long nanos, long sinceMidnightNanos) {
        advance(nanos);
        long first = Math.max(slot - SLOTS + 1, Math.floorDiv(nanos - sinceMidnightNanos, SLOT_NANOS));
        count = 0;
        for (long i = first; i <= slot; i++) {
            count += slots[index(i)];
        }
    }

    private void advance(long nanos) {
        if (slot != Long.MIN_VALUE && nanos - slotEndNanos < 0) {
            return; // nearly always, and it spares the divisions
        }
        long now = Math.floorDiv(nanos, SLOT_NANOS);
        if (slot == Long.MIN_VALUE || now - slot >= SLOTS) {
            Arrays.fill(slots, 0);
            slot = now;
        }
        while (slot < now) {
            slot++;
            slots[index(slot)] = 0;
        }
        at = index(slot);
        slotEndNanos = (slot + 1) * SLOT_NANOS;
    }

    private static int index(long slot) {
        return (int) Math.floorMod(slot, (long) SLOTS);
    }
}
