package app.quotawatch.inbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A number that shares no cache line with anything else. A line moves between cores as a whole, which takes longer than counting a
 * call: what one thread writes all the time must not be beside what another one reads.
 */
final class LoneInt {

    /** Its index in {@link #ints}: two lines of 64 bytes on each side, since processors fetch them in pairs. */
    static final int AT = 32;

    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

    /** Where it is, for a write that must not call anything. */
    final int[] ints = new int[2 * AT + 1];

    int get() {
        return (int) INTS.getVolatile(ints, AT);
    }

    int getPlain() {
        return ints[AT];
    }

    void set(int value) {
        INTS.setVolatile(ints, AT, value);
    }

    void setPlain(int value) {
        ints[AT] = value;
    }

    boolean compareAndSet(int expected, int value) {
        return INTS.compareAndSet(ints, AT, expected, value);
    }

    void setRelease(int value) {
        INTS.setRelease(ints, AT, value);
    }

    @Override
    public String toString() {
        return Integer.toString(get());
    }
}
