package app.quotawatch.quota;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import app.quotawatch.json.JsonResult;
import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;

/** The replicas that share an API's quota, as of the last exchange with their store. Immutable. */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class Fleet implements JsonResult {

    private final Values values;

    private Fleet(Values values) {
        this.values = values;
    }

    /**
     * Returns a fleet; for tests and integrators.
     *
     * @throws NullPointerException if {@code syncedAt} is null
     */
    public static Fleet of(int replicas, Instant syncedAt, boolean stale) {
        return new Fleet(new Values(replicas, syncedAt, stale));
    }

    /** Returns how many replicas use the quota, this one included: 1 or more. Who paces calls divides what remains by it. */
    public int replicas() {
        return values.replicas;
    }

    /** Returns when this replica last learned what the others have used. */
    public Instant syncedAt() {
        return values.syncedAt;
    }

    /**
     * Returns whether that is more than three intervals ago, because the store is down: own calls are counted on exactly, those of
     * the others are as they were last known.
     */
    public boolean stale() {
        return values.stale;
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .number("replicas", values.replicas)
                .text("syncedAt", values.syncedAt)
                .flag("stale", values.stale)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fleet same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Fleet" + values.toString().substring(Values.class.getSimpleName().length());
    }

    private record Values(int replicas, Instant syncedAt, boolean stale) {

        Values {
            Objects.requireNonNull(syncedAt, "syncedAt");
        }
    }
}
