package app.quotawatch.quarkus.dev;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.spi.fleet.Period;

/** A store of the application's own, in which a second replica has used nothing. */
public class DevFleetStore implements FleetStoreProvider, FleetStore {

    @Override
    public String name() {
        return "dev";
    }

    @Override
    public void check(FleetSettings settings, Problems problems) {
        // nothing is configured
    }

    @Override
    public FleetStore open(FleetSettings settings) {
        return this;
    }

    @Override
    public FleetAnswer exchange(FleetReport report) {
        Instant now = Instant.now();
        boolean isLate = Math.abs(report.storeSecond() - now.getEpochSecond()) > 5;
        List<FleetAnswer.Api> apis = report.apis().stream().map(api -> isLate ? late(api) : counted(api)).toList();
        return new FleetAnswer(now, 2, apis, Set.copyOf(report.claims()));
    }

    private static FleetAnswer.Api late(FleetReport.Api api) {
        return new FleetAnswer.Api(api.name(), FleetAnswer.Status.LATE, Amounts.NONE, Map.of(), Optional.empty(),
                OptionalLong.empty());
    }

    private static FleetAnswer.Api counted(FleetReport.Api api) {
        Amounts total = api.marks().isEmpty() ? api.acked() : api.marks().get(api.marks().size() - 1).total();
        Map<Period, Amounts> sums = new EnumMap<>(Period.class);
        api.periods().forEach(period -> sums.put(period, total));
        return new FleetAnswer.Api(api.name(), FleetAnswer.Status.COUNTED, total, sums, Optional.empty(),
                OptionalLong.empty());
    }

    @Override
    public void close() {
        // nothing is open
    }
}
