package app.quotawatch.quickstart.upstreams;

import java.time.Clock;
import java.time.Duration;

/**
 * A limit like GitHub's: a number of requests per window, which begins with the first request and ends at a whole second. Not
 * thread-safe.
 */
final class FixedWindow {

    private final long limit;
    private final Duration length;
    private final Clock clock;
    private long used;
    private long resetEpochSecond;

    FixedWindow(long limit, Duration length, Clock clock) {
        this.limit = limit;
        this.length = length;
        this.clock = clock;
    }

    /** Takes one request; returns whether one was remaining. */
    boolean take() {
        long now = now();
        if (now >= resetEpochSecond) {
            used = 0;
            resetEpochSecond = now + length.toSeconds();
        }
        if (used == limit) {
            return false;
        }
        used++;
        return true;
    }

    long limit() {
        return limit;
    }

    long used() {
        return used;
    }

    long remaining() {
        return limit - used;
    }

    long resetEpochSecond() {
        return resetEpochSecond;
    }

    /** Returns after how many whole seconds a client may retry. */
    long secondsUntilReset() {
        return Math.max(0, resetEpochSecond - now());
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
