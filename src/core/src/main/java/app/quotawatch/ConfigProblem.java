package app.quotawatch;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import app.quotawatch.json.JsonResult;
import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;

/** One thing that makes a configuration unusable. Immutable. */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class ConfigProblem implements Serializable, JsonResult {

    private static final long serialVersionUID = 1L;

    private final Values values;

    private ConfigProblem(Values values) {
        this.values = values;
    }

    /**
     * Returns a problem; for what reads configurations, and for tests.
     *
     * @param key the key that is to be changed
     * @param message the line that a person reads: it names the key, the value and what is allowed, and shows no secret
     * @throws NullPointerException if an argument is null
     */
    public static ConfigProblem of(Kind kind, String key, String message) {
        return new ConfigProblem(new Values(kind, key, message));
    }

    /** A value is not among those that are allowed. */
    static ConfigProblem invalid(String key, Object value, String rule) {
        return of(Kind.INVALID, key, key + " = " + value + ": " + rule);
    }

    /** A text is not among those that are allowed. */
    static ConfigProblem invalidText(String key, String value, String rule) {
        return invalid(key, "'" + value + "'", rule);
    }

    /** Returns what kind of problem it is. */
    public Kind kind() {
        return values.kind;
    }

    /** Returns the key that is to be changed, such as {@code quotawatch.buffer-size}. */
    public String key() {
        return values.key;
    }

    /** Returns the problem in one line: {@code key = value: what is allowed}. */
    public String message() {
        return values.message;
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .text("kind", values.kind)
                .text("key", values.key)
                .text("message", values.message)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfigProblem same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Returns the {@link #message()}. */
    @Override
    public String toString() {
        return values.message;
    }

    /** Kinds of problems. More may be added: a {@code switch} over them needs a {@code default}. */
    public enum Kind {

        /** A required key is not set. */
        MISSING,

        /** A value is not allowed. */
        INVALID,

        /** Values that are allowed one by one contradict each other. */
        CONFLICT,

        /** A key is set that does not exist, and ignoring it would not do what was meant. */
        UNKNOWN_KEY
    }

    private record Values(Kind kind, String key, String message) implements Serializable {

        Values {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(message, "message");
        }
    }
}
