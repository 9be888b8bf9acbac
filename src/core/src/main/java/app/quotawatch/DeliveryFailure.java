package app.quotawatch;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import app.quotawatch.json.JsonResult;
import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;

/** A failed attempt to deliver events. Immutable. */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class DeliveryFailure implements JsonResult {

    private final Values values;

    private DeliveryFailure(Values values) {
        this.values = values;
    }

    /**
     * Returns a failure; for tests and integrators.
     *
     * @throws NullPointerException if an argument is null
     */
    public static DeliveryFailure of(Instant at, String message, OptionalInt status, Optional<String> code) {
        return new DeliveryFailure(new Values(at, message, status, code));
    }

    /** Returns when it failed. */
    public Instant at() {
        return values.at;
    }

    /** Returns a description of what happened; it never contains the API key. */
    public String message() {
        return values.message;
    }

    /** Returns the ingest's HTTP status; empty if there was no response. */
    public OptionalInt status() {
        return values.status;
    }

    /** Returns the ingest's own code, such as {@code API_LIMIT} where a plan's limit is reached; empty if it sent none. */
    public Optional<String> code() {
        return values.code;
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .text("at", values.at)
                .text("message", values.message)
                .number("status", values.status)
                .text("code", values.code)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeliveryFailure same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "DeliveryFailure" + values.toString().substring(Values.class.getSimpleName().length());
    }

    private record Values(Instant at, String message, OptionalInt status, Optional<String> code) {

        Values {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(code, "code");
        }
    }
}
