package app.quotawatch.inbox;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A number that shares no cache line with anything else. A line moves between cores as a whole, which takes longer than counting a
 * call: what one thread writes all the time must not be beside what another one reads.
 */
final class LoneInt {

    /* Two lines of 64 bytes on each side, since processors fetch them in pairs. */
    private static final int AT = 32;

    private final AtomicIntegerArray ints = new AtomicIntegerArray(2 * AT + 1);

    int get() {
        return ints.get(AT);
    }

    int getPlain() {
        return ints.getPlain(AT);
    }

    void set(int value) {
        ints.set(AT, value);
    }

    void setPlain(int value) {
        ints.setPlain(AT, value);
    }

    boolean compareAndSet(int expected, int value) {
        return ints.compareAndSet(AT, expected, value);
    }

    void setRelease(int value) {
        ints.setRelease(AT, value);
    }

    @Override
    public String toString() {
        return Integer.toString(get());
    }
}
