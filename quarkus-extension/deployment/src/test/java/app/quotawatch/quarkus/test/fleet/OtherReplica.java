package app.quotawatch.quarkus.test.fleet;

import java.time.Duration;
import java.util.Optional;

import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.tck.fleet.TestReplica;

/** Another replica of the application under test, with a connection of its own to the same store. */
final class OtherReplica {

    private OtherReplica() {}

    static TestReplica of(FleetStoreProvider provider, String fleet) {
        FleetStore store = provider.open(new FleetSettings(fleet, "production", "other", Duration.ofSeconds(1),
                Duration.ofSeconds(5), name -> Optional.empty()));
        return new TestReplica(store, "things");
    }
}
