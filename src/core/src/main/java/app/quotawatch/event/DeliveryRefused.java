package app.quotawatch.event;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;

/**
 * The ingest rejects this application's events until a person has acted. Fired once when the rejections begin; those of
 * the following attempts, one every five minutes, are not reported again unless they have another reason. The rejections have
 * ended when
 * {@link app.quotawatch.DeliveryStats#lastSuccess()} is later than {@link #at()}.
 */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class DeliveryRefused implements QuotaWatchEvent {

    private final Values values;

    private DeliveryRefused(Values values) {
        this.values = values;
    }

    /**
     * Returns an event; for tests and integrators.
     *
     * @throws NullPointerException if an argument is null
     */
    public static DeliveryRefused of(Instant at, int status, Optional<String> code, String message) {
        return new DeliveryRefused(new Values(at, status, code, message));
    }

    /** Returns when the ingest began to reject events. */
    public Instant at() {
        return values.at;
    }

    /** Returns the HTTP status. 401: the API key is wrong; 403: a limit of the plan is reached. */
    public int status() {
        return values.status;
    }

    /** Returns the ingest's own code, such as {@code API_LIMIT} or {@code ENVIRONMENT_LIMIT}; empty if it sent none. */
    public Optional<String> code() {
        return values.code;
    }

    /** Returns the ingest's message; it never contains the API key. */
    public String message() {
        return values.message;
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .text("type", "DeliveryRefused")
                .text("at", values.at)
                .number("status", values.status)
                .text("code", values.code)
                .text("message", values.message)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeliveryRefused same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "DeliveryRefused" + values.toString().substring(Values.class.getSimpleName().length());
    }

    private record Values(Instant at, int status, Optional<String> code, String message) {

        Values {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
        }
    }
}
