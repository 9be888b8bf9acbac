package app.quotawatch.quota;

import java.time.Instant;

/**
 * One instant on both clocks: the wall's, for what the outside says and hears, and the monotonic one, for distances.
 *
 * @param wall what the clock says
 * @param nanos what the ticker says
 */
record Moment(Instant wall, long nanos) {

    Instant after(long distanceNanos) {
        return wall.plusNanos(distanceNanos);
    }

    long nanosSince(long earlierNanos) {
        return nanos - earlierNanos;
    }
}
