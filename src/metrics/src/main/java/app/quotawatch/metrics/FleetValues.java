package app.quotawatch.metrics;

import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import app.quotawatch.FleetStats;
import app.quotawatch.QuotaWatch;
import app.quotawatch.quota.Fleet;

/** Values of the fleet, for Micrometer. */
final class FleetValues {

    private FleetValues() {}

    /** Returns the fleet; empty before the first exchange, and where there is none. */
    static Optional<Fleet> fleet(QuotaWatch quotaWatch) {
        Optional<FleetStats> stats = quotaWatch.fleetStats();
        return stats.isPresent() ? stats.get().fleet() : Optional.empty();
    }

    /** How many exchanges have ended so. */
    record Exchanges(FleetStats.Outcome outcome) implements ToDoubleFunction<QuotaWatch> {

        @Override
        public double applyAsDouble(QuotaWatch running) {
            Optional<FleetStats> stats = running.fleetStats();
            return stats.isPresent() ? stats.get().exchanges(outcome) : 0;
        }
    }

    /** What one gauge shows. */
    record Gauged(MeterCatalog.FleetGauge gauge) implements ToDoubleFunction<QuotaWatch> {

        @Override
        public double applyAsDouble(QuotaWatch running) {
            Optional<Fleet> fleet = fleet(running);
            return fleet.isPresent() ? gauge.of(fleet.get(), Instant.now()) : Double.NaN;
        }
    }
}
