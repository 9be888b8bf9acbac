package app.quotawatch.server.view;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Whether a limit will be reached in its period, at the present rate.
 *
 * @param at when; null unless it is expected
 */
record Forecast(State state, @Nullable Instant at) {

    /** Their labels are written to JSON. */
    enum State {
        REACHED("reached"),
        EXPECTED("expected"),
        NOT_EXPECTED("not-expected"),
        /** The API has not been used for long enough to know its rate. */
        UNKNOWN("unknown");

        private final String label;

        State(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * Assumes that calls continue as in a sample.
     *
     * @param used         calls in the period until now
     * @param sample       calls in the sample; null if it is not known for its whole length
     * @param sampleMillis the length of the sample
     */
    static Forecast of(long limit, long used, @Nullable Long sample, long sampleMillis, Instant now,
            Instant periodEnd) {
        if (used >= limit) {
            return new Forecast(State.REACHED, null);
        }
        if (sample == null) {
            return new Forecast(State.UNKNOWN, null);
        }
        if (sample == 0) {
            return new Forecast(State.NOT_EXPECTED, null);
        }
        double millis = (double) (limit - used) * sampleMillis / sample;
        if (now.toEpochMilli() + millis >= periodEnd.toEpochMilli()) {
            return new Forecast(State.NOT_EXPECTED, null);
        }
        return new Forecast(State.EXPECTED, now.plusMillis((long) millis));
    }
}
