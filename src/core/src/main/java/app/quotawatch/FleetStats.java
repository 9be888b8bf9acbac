package app.quotawatch;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import app.quotawatch.json.JsonResult;
import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;
import app.quotawatch.quota.Fleet;

/** How the exchanges of this replica with its fleet's store have ended since start. Immutable. */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class FleetStats implements JsonResult {

    private final Optional<Fleet> fleet;
    private final Map<Outcome, Long> exchanges;

    private FleetStats(Optional<Fleet> fleet, Map<Outcome, Long> exchanges) {
        this.fleet = fleet;
        this.exchanges = exchanges;
    }

    /**
     * Returns statistics; for tests and integrators.
     *
     * @param fleet as of the last exchange
     * @param exchanges those that are missing are 0
     * @throws NullPointerException if an argument is null
     */
    public static FleetStats of(Optional<Fleet> fleet, Map<Outcome, Long> exchanges) {
        Map<Outcome, Long> all = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome, Objects.requireNonNullElse(exchanges.get(outcome), 0L));
        }
        return new FleetStats(Objects.requireNonNull(fleet, "fleet"), Collections.unmodifiableMap(all));
    }

    /** Returns the fleet as of the last exchange that was answered; empty before. */
    public Optional<Fleet> fleet() {
        return fleet;
    }

    /** Returns how many exchanges have ended so. */
    public long exchanges(Outcome outcome) {
        return exchanges.getOrDefault(outcome, 0L);
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .result("fleet", fleet)
                .map("exchanges", exchanges)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FleetStats same && fleet.equals(same.fleet) && exchanges.equals(same.exchanges);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fleet, exchanges);
    }

    @Override
    public String toString() {
        return "FleetStats[" + fleet.map(Fleet::toString).orElse("no answer yet") + ", exchanges=" + exchanges + "]";
    }

    /** How an exchange ended. More may be added: a {@code switch} over them needs a {@code default}. */
    public enum Outcome {

        /** The store answered in time. */
        ANSWERED,

        /** The store was down, or rejected the report. */
        FAILED,

        /** The store took longer than the timeout, whether it answered then or not. */
        TIMED_OUT,

        /** The store answered what cannot be right; APIs of which the answer was valid have taken it. */
        INVALID
    }
}
