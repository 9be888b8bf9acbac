package app.quotawatch.tck.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;

import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;

/** Opens stores of a fleet, each test those of a fleet of its own, and closes them. */
abstract class FleetStoreFixture {

    private final String fleet = "fleet-" + UUID.randomUUID();
    private final List<FleetStore> opened = new ArrayList<>();

    /** Returns what opens the store. */
    protected abstract FleetStoreProvider provider();

    /** Returns the store's properties by their names after {@code quotawatch.fleet.}; none unless overridden. */
    protected Function<String, Optional<String>> properties() {
        return name -> Optional.empty();
    }

    /** Removes everything from the store. */
    protected abstract void empty();

    /** Returns by how many seconds the minute may be longer than 61. */
    protected int minuteSlackSeconds() {
        return 0;
    }

    protected final FleetStore open(String environment, String replica) {
        FleetStore store = provider().open(
                new FleetSettings(fleet, environment, replica, Duration.ofSeconds(1), Duration.ofSeconds(5),
                        properties()));
        opened.add(store);
        return store;
    }

    protected final TestReplica replica(String name, String api) {
        return new TestReplica(open("production", name), api);
    }

    protected final TestReplica replica(String name) {
        return replica(name, "OpenAI");
    }

    protected final String fleet() {
        return fleet;
    }

    @AfterEach
    final void close() {
        opened.forEach(FleetStore::close);
    }
}
