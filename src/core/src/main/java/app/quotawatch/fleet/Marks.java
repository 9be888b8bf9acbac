package app.quotawatch.fleet;

/** Cumulative amounts at the ends of slots in time, of the last so many slots in which something was counted. Not thread-safe. */
final class Marks {

    private static final int NONE = -1;

    private final long slotSeconds;
    private final long[] seconds;
    private final long[] requests;
    private final long[] tokens;
    private int size;
    private int first;

    Marks(long slotSeconds, int capacity) {
        this.slotSeconds = slotSeconds;
        seconds = new long[capacity];
        requests = new long[capacity];
        tokens = new long[capacity];
    }

    /** Notes what was counted until the end of the slot of a second, if time has come to a later slot. */
    void pass(long second, long nextSecond, long totalRequests, long totalTokens) {
        long slot = Math.floorDiv(second, slotSeconds);
        if (Math.floorDiv(nextSecond, slotSeconds) == slot) {
            return;
        }
        if (size == seconds.length) {
            first = index(1);
            size--;
        }
        int at = index(size++);
        seconds[at] = (slot + 1) * slotSeconds - 1;
        requests[at] = totalRequests;
        tokens[at] = totalTokens;
    }

    private int index(int i) {
        return (first + i) % seconds.length;
    }

    /** Returns the last mark at or before a second, for {@link #second}, {@link #requests} and {@link #tokens}; -1 if there is none. */
    int until(long second) {
        int marks = marksUntil(second);
        return marks == 0 ? NONE : index(marks - 1);
    }

    /** Returns the first mark after a second; -1 if there is none. */
    int after(long second) {
        int marks = marksUntil(second);
        return marks == size ? NONE : index(marks);
    }

    private int marksUntil(long second) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (seconds[index(middle)] <= second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    long second(int at) {
        return seconds[at];
    }

    long requests(int at) {
        return requests[at];
    }

    long tokens(int at) {
        return tokens[at];
    }

    /** Puts all marks so many seconds later. */
    void move(long by) {
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] += by;
        }
    }
}
