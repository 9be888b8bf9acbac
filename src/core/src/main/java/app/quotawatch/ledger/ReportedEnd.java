package app.quotawatch.ledger;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.WindowReading;
import app.quotawatch.time.EpochNanos;
import app.quotawatch.time.Moment;

/** When a window ends by its provider's last report: the reset, or until when a report without one is valid. Not thread-safe. */
final class ReportedEnd extends Deadline {

    /*
     * A window ends at its reset; reported without one, after its length; without either, after an hour. If a reset is past or less
     * than a second ahead when it is first reported, and something remains in the window, it belongs to a bucket that is refilled
     * continuously: then the report is valid for the window's length, or for a minute if that is unknown, and no reset is shown. If
     * nothing remains, or if that reset was reported before, it is the end of the window. A window that has ended when it is
     * reported is still valid for a second, because providers round.
     */

    static final long UNSTATED_SECONDS = 3600;
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long REFILLING_SECONDS = 60;
    private static final long SAME_RESET_SECONDS = 2;

    private long resetAtNanos = EpochNanos.UNKNOWN;
    private long windowSeconds;

    /**
     * Takes a report.
     *
     * @param reset the reset that it states, or {@link EpochNanos#UNKNOWN}
     * @param sameReset whether that reset was reported before
     * @param empty whether nothing remains
     */
    void take(WindowReading window, long reset, boolean sameReset, boolean empty, Moment now) {
        windowSeconds = window.windowSeconds();
        boolean refills = false;
        if (reset != EpochNanos.UNKNOWN) {
            set(reset, now);
            refills = nanosRemaining(now) < SECOND_NANOS && !empty && !sameReset;
            if (!refills) {
                boolean passed = hasPassed(now);
                resetAtNanos = passed ? EpochNanos.UNKNOWN : reset;
                if (passed) {
                    setAfter(1, now);
                }
                return;
            }
        }
        resetAtNanos = EpochNanos.UNKNOWN;
        long unstated = refills ? REFILLING_SECONDS : UNSTATED_SECONDS;
        setAfter(windowSeconds >= 0 ? windowSeconds : unstated, now);
    }

    /** Takes a report that another replica of the fleet received. */
    void take(FleetWindow window, Moment now) {
        windowSeconds = window.windowSeconds();
        resetAtNanos = window.resetAtNanos();
        if (hasReset()) {
            set(resetAtNanos, now);
        } else {
            setAfter(Math.max(0, window.secondsLeft(now)), now);
        }
    }

    boolean hasReset() {
        return resetAtNanos != EpochNanos.UNKNOWN;
    }

    /** Returns the reset, or {@link EpochNanos#UNKNOWN}. */
    long resetAtNanos() {
        return resetAtNanos;
    }

    /** Whether this is the last report's reset, as far as rounding lets one say. */
    boolean isSameReset(long otherNanos) {
        if (otherNanos == EpochNanos.UNKNOWN || !hasReset()) {
            return false;
        }
        long apart = Math.abs(otherNanos - resetAtNanos);
        // only in between, it depends on which seconds they are in
        return apart <= SAME_RESET_SECONDS * SECOND_NANOS || apart < (SAME_RESET_SECONDS + 1) * SECOND_NANOS
                && Math.abs(EpochNanos.secondOf(otherNanos) - EpochNanos.secondOf(resetAtNanos)) <= SAME_RESET_SECONDS;
    }

    /** Whether this reset is earlier than the last report's. */
    boolean isAfter(long otherNanos) {
        return otherNanos != EpochNanos.UNKNOWN && hasReset() && otherNanos < resetAtNanos && !isSameReset(otherNanos);
    }

    /** Returns the length of the window, or -1. */
    long windowSeconds() {
        return windowSeconds;
    }

    /** Returns when the window that ends then began; null if its reset or its length is unknown. */
    @Nullable
    Instant start() {
        return hasReset() && windowSeconds >= 0
                ? EpochNanos.toInstant(resetAtNanos).minusSeconds(windowSeconds)
                : null;
    }

    @Nullable
    Instant reset() {
        return hasReset() ? EpochNanos.toInstant(resetAtNanos) : null;
    }

    @Nullable
    Duration windowLength() {
        return windowSeconds < 0 ? null : Duration.ofSeconds(windowSeconds);
    }
}
