package app.quotawatch;

import java.util.Map;
import java.util.Objects;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import app.quotawatch.json.JsonResult;
import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;

/** One thing that {@link QuotaWatch#diagnose()} found, in a plain sentence. It never contains the API key. Immutable. */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class Finding implements JsonResult {

    private final Values values;

    private Finding(Values values) {
        this.values = values;
    }

    /**
     * Returns a finding; for integrators and tests.
     *
     * @throws NullPointerException if an argument is null
     */
    public static Finding of(Severity severity, Topic topic, String message) {
        return new Finding(new Values(severity, topic, message));
    }

    /** Returns whether something is to be done about it. */
    public Severity severity() {
        return values.severity;
    }

    /** Returns what it is about. */
    public Topic topic() {
        return values.topic;
    }

    /** Returns what was found and, unless it is {@link Severity#INFO}, what to do. */
    public String message() {
        return values.message;
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .text("severity", values.severity)
                .text("topic", values.topic)
                .text("message", values.message)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Finding same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Returns severity, topic and message in one line. */
    @Override
    public String toString() {
        return values.severity + " " + values.topic + ": " + values.message;
    }

    /** How much a finding matters. More may be added: a {@code switch} over them needs a {@code default}. */
    public enum Severity {

        /** As it should be, or a matter of taste. */
        INFO,

        /** It works, but most likely not as meant. */
        WARNING,

        /** It does not work. */
        ERROR
    }

    /** What a finding is about. More may be added: a {@code switch} over them needs a {@code default}. */
    public enum Topic {

        /** The configuration. */
        CONFIGURATION,

        /** What the runtime provides: executor, MicroProfile Config, JSON-B. */
        PLATFORM,

        /** The jars of QuotaWatch on the class path. */
        CLASS_PATH,

        /** Which HTTP clients are observed, and how. */
        CLIENTS,

        /** Whether the ingest is reachable and accepts the key. */
        INGEST,

        /** Whether this machine's clock agrees with the ingest's. */
        CLOCK
    }

    private record Values(Severity severity, Topic topic, String message) {

        Values {
            Objects.requireNonNull(severity, "severity");
            Objects.requireNonNull(topic, "topic");
            Objects.requireNonNull(message, "message");
        }
    }
}
