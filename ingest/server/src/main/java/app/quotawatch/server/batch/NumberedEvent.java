package app.quotawatch.server.batch;

import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored: its names are numbers.
 *
 * @param at milliseconds since the epoch, within what is kept
 * @param headers a JSON object, or null if there are none
 */
record NumberedEvent(long at, int series, int endpoint, long latencyMs, int status, boolean hit429,
        @Nullable String headers) {

    /** Returns whether it counts as an error, besides those that hit a limit. */
    boolean isError() {
        return status >= 400 && !hit429;
    }
}
