package app.quotawatch;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import app.quotawatch.json.JsonResult;
import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;

/** The result of a flush. Immutable. */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class FlushResult implements JsonResult {

    private final Values values;

    private FlushResult(Values values) {
        this.values = values;
    }

    /**
     * Returns a result; for tests and integrators.
     *
     * @throws NullPointerException if an argument is null
     */
    public static FlushResult of(Outcome outcome, int delivered, int dropped, int remaining,
            Optional<DeliveryFailure> failure) {
        return new FlushResult(new Values(outcome, delivered, dropped, remaining, failure));
    }

    /** Returns how it ended. */
    public Outcome outcome() {
        return values.outcome;
    }

    /** Returns how many events the ingest accepted during this flush. */
    public int delivered() {
        return values.delivered;
    }

    /** Returns how many events were dropped during this flush, because the ingest rejected them or no request can contain them. */
    public int dropped() {
        return values.dropped;
    }

    /** Returns how many events still wait for delivery. */
    public int remaining() {
        return values.remaining;
    }

    /** Returns why events still wait or were dropped; empty if there was no failure. */
    public Optional<DeliveryFailure> failure() {
        return values.failure;
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .text("outcome", values.outcome)
                .number("delivered", values.delivered)
                .number("dropped", values.dropped)
                .number("remaining", values.remaining)
                .result("failure", values.failure)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlushResult same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "FlushResult" + values.toString().substring(Values.class.getSimpleName().length());
    }

    private record Values(Outcome outcome, int delivered, int dropped, int remaining,
            Optional<DeliveryFailure> failure) {

        Values {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(failure, "failure");
        }
    }

    /** How a flush ended. More outcomes may be added: a {@code switch} over them needs a {@code default}. */
    public enum Outcome {

        /** Everything that was buffered when the flush began was delivered, or there was nothing to deliver. */
        COMPLETE,

        /** The ingest did not accept everything; what remains will be retried. */
        INCOMPLETE,

        /** Time was up before everything was delivered; what remains will be retried. */
        TIMED_OUT,

        /** Nothing is sent: no API key is configured, QuotaWatch is disabled, or it was closed. */
        NOT_SENDING
    }
}
