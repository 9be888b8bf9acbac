package app.quotawatch.ledger;

import java.util.Arrays;

/**
 * Counts what happened since a period began: exactly, as long as the clock goes on; after it was set back, to the slot in which
 * something happened. Not thread-safe.
 */
final class PeriodCount implements Counter {

    private final long slotNanos;
    private final long[] slots;
    private long slot = Long.MIN_VALUE;
    private long count;
    private long slotEndNanos;
    private int at;

    /** @param slots as many as the longest period has, and one more */
    PeriodCount(long slotNanos, int slots) {
        this.slotNanos = slotNanos;
        this.slots = new long[slots];
    }

    @Override
    public void add(long nanos, long amount) {
        advance(nanos);
        slots[at] += amount;
        count += amount;
    }

    long count() {
        return count;
    }

    void nextPeriod() {
        count = 0;
    }

    /** Counts anew what happened at most so long ago. */
    void recount(long nanos, long sinceStartNanos) {
        advance(nanos);
        long first = Math.max(slot - slots.length + 1, Math.floorDiv(nanos - sinceStartNanos, slotNanos));
        count = 0;
        for (long i = first; i <= slot; i++) {
            count += slots[index(i)];
        }
    }

    private void advance(long nanos) {
        if (slot != Long.MIN_VALUE && nanos - slotEndNanos < 0) {
            return; // nearly always, and it spares the divisions
        }
        long now = Math.floorDiv(nanos, slotNanos);
        if (slot == Long.MIN_VALUE || now - slot >= slots.length) {
            Arrays.fill(slots, 0);
            slot = now;
        }
        while (slot < now) {
            slot++;
            slots[index(slot)] = 0;
        }
        at = index(slot);
        slotEndNanos = (slot + 1) * slotNanos;
    }

    private int index(long slot) {
        return (int) Math.floorMod(slot, (long) slots.length);
    }
}
