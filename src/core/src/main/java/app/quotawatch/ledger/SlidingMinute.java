package app.quotawatch.ledger;

/*
 * A ring of 240 slots of a quarter of a second, and one more that is filling. A call counts from the instant it is recorded
 * until its slot is a minute old: at least 60 and less than 60.25 seconds, so that the count never says that there is room where
 * a provider that counts to the millisecond sees none. Time is the monotonic one: a clock that is set forth or back has no
 * minutes more or less.
 */
/** Counts what happened in the last 60 seconds. Not thread-safe. */
final class SlidingMinute {

    static final long SLOT_NANOS = 250_000_000;
    private static final int SLOTS = 241;
    private static final int RATE_SLOTS = 40;

    private final long[] slots = new long[SLOTS];
    private long slot;
    private long count;
    private boolean started;
    private long slotEndNanos;
    private int at;

    void add(long nanos, long amount) {
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
        long now = Math.floorDiv(nanos, SLOT_NANOS);
        if (!started) {
            started = true;
            slot = now;
        }
        long steps = Math.min(now - slot, SLOTS);
        for (long i = 1; i <= steps; i++) {
            int emptied = index(slot + i);
            count -= slots[emptied];
            slots[emptied] = 0;
        }
        slot = Math.max(slot, now);
        at = index(slot);
        slotEndNanos = (slot + 1) * SLOT_NANOS;
    }

    /** Returns the nanoseconds until the oldest of what is counted leaves, or -1 if nothing is counted. */
    long nanosToNextLeaving(long nanos) {
        advance(nanos);
        for (long i = slot - SLOTS + 1; i <= slot; i++) {
            if (slots[index(i)] > 0) {
                return (i + SLOTS) * SLOT_NANOS - nanos;
            }
        }
        return -1;
    }

    /** Returns how much a second happened, in the last minute. */
    double perSecond(long nanos) {
        return count(nanos) / 60.0;
    }

    /**
     * Returns the nanoseconds until the count reaches the limit if calls go on as in the last ten seconds, while those that are
     * counted now leave one after the other; -1 if it does not within a minute.
     */
    long nanosToReach(long limit, long nanos) {
        advance(nanos);
        long recent = 0;
        for (long i = slot - RATE_SLOTS + 1; i <= slot; i++) {
            recent += slots[index(i)];
        }
        double perSlot = (double) recent / RATE_SLOTS;
        double expected = count;
        for (int i = 0; i < SLOTS - 1; i++) {
            if (expected >= limit) {
                return i * SLOT_NANOS;
            }
            expected += perSlot - slots[index(slot + 1 + i)];
        }
        return -1;
    }

    private static int index(long slot) {
        return (int) Math.floorMod(slot, (long) SLOTS);
    }
}
