package app.quotawatch.fake;

import java.time.Duration;
import java.time.Instant;

/** What one key has used of a limit. Not thread-safe. */
abstract class LimitState {

    final Limit limit;

    LimitState(Limit limit) {
        this.limit = limit;
    }

    abstract long remaining(Instant now);

    /** Returns when nothing is used any more. */
    abstract Instant resetAt(Instant now);

    /** Returns when a request of this cost is admitted, at the earliest now. */
    abstract Instant admittedAt(long cost, Instant now);

    /** Takes the cost, which the caller has found to be remaining. */
    abstract void take(long cost, Instant now);

    final boolean has(long cost, Instant now) {
        return remaining(now) >= cost;
    }

    /** A window that begins with the first request and ends after the period. */
    static final class Fixed extends LimitState {

        private final Duration resolution;
        private Instant end = Instant.MIN;
        private long used;

        /** @param resolution the window ends at a multiple of it, because the provider's headers show no more */
        Fixed(Limit limit, Duration resolution) {
            super(limit);
            this.resolution = resolution;
        }

        @Override
        long remaining(Instant now) {
            return isOver(now) ? limit.amount() : limit.amount() - used;
        }

        @Override
        Instant resetAt(Instant now) {
            return isOver(now) ? nextEnd(now) : end;
        }

        @Override
        Instant admittedAt(long cost, Instant now) {
            return has(cost, now) ? now : resetAt(now);
        }

        @Override
        void take(long cost, Instant now) {
            if (isOver(now)) {
                end = nextEnd(now);
                used = 0;
            }
            used += cost;
        }

        private boolean isOver(Instant now) {
            return !now.isBefore(end);
        }

        private Instant nextEnd(Instant now) {
            Instant exact = now.plus(limit.period());
            long beyond = Math.floorMod(exact.getNano() + exact.getEpochSecond() % 60 * 1_000_000_000L,
                    resolution.toNanos());
            Instant rounded = exact.minusNanos(beyond);
            return rounded.isAfter(now) ? rounded : exact;
        }
    }
}
