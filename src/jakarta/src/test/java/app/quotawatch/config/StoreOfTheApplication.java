package app.quotawatch.config;

import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.testing.MemoryFleetStore;

/** A store that the class path has, found by {@link java.util.ServiceLoader}. */
public final class StoreOfTheApplication implements FleetStoreProvider {

    private static final MemoryFleetStore SHARED = new MemoryFleetStore();

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public void check(FleetSettings settings, Problems problems) {
        // anything is allowed
    }

    @Override
    public FleetStore open(FleetSettings settings) {
        return SHARED.open(settings);
    }
}
