package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import app.quotawatch.time.EpochNanos;

/**
 * Holds what the rate-limit headers of the response that was read last report: a {@link RateLimitReading} in plain
 * numbers, which costs no objects. Starts empty. Not thread-safe. Stage: assembling, the result.
 */
public final class ReadingBuffer {

    /*
     * A reading is needed for as long as it takes to count a call, and counting is done by one thread at a time. So
     * the windows are objects that stay, and the readers write over them. A window is taken in two steps, because a
     * reader learns only at the end whether it is one; and the plain reader may find at the last value that the
     * general reader has to begin again.
     */

    private WindowReading[] windows = {};
    private int size;
    private long retryAfterNanos = EpochNanos.UNKNOWN;
    private final ResponseClock clock = new ResponseClock();

    /** Returns how many windows are reported: each once, with different names, at most 16. */
    public int size() {
        return size;
    }

    /** Returns the window at this position, below {@link #size}. */
    public WindowReading window(int index) {
        return windows[index];
    }

    /**
     * Returns when the API asks to be called again, on our clock, or {@link EpochNanos#UNKNOWN}; see
     * {@link RateLimitReading#retryAfter}.
     */
    public long retryAfterNanos() {
        return retryAfterNanos;
    }

    ResponseClock clock() {
        return clock;
    }

    /** Forgets what was read. */
    void clear() {
        size = 0;
        retryAfterNanos = EpochNanos.UNKNOWN;
    }

    /** Returns an object for a window that is reported if {@link #add} follows; its contents are those of another one. */
    WindowReading next() {
        if (size == windows.length) {
            windows = Arrays.copyOf(windows, size + 1);
            windows[size] = new WindowReading();
        }
        return windows[size];
    }

    /** Adds the window that {@link #next} returned. */
    void add() {
        size++;
    }

    /**
     * Adds a pause that the API asks for. Of several, the later one counts: Azure OpenAI sends {@code Retry-After: 1}
     * beside {@code Retry-After-Ms: 0}, and who calls too early is rejected again. On a success a pause that is over
     * (Cloud Foundry always sends 0) is not reported, as it asks for nothing.
     */
    void retryAfter(long nanos, int status) {
        if (status >= 400 || nanos > clock.observedNanos()) {
            retryAfterNanos = Math.max(retryAfterNanos, nanos);
        }
    }

    /** Returns the same as immutable objects. */
    RateLimitReading toReading() {
        if (size == 0 && retryAfterNanos == EpochNanos.UNKNOWN) {
            return RateLimitReading.NOTHING;
        }
        List<ReportedWindow> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(windows[i].toWindow());
        }
        return new RateLimitReading(List.copyOf(all),
                retryAfterNanos == EpochNanos.UNKNOWN ? null : EpochNanos.toInstant(retryAfterNanos));
    }

    @Override
    public String toString() {
        return toReading().toString();
    }
}
