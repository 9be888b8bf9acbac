package app.quotawatch.quarkus.runtime.fleet;

import java.util.Optional;

import app.quotawatch.keys.ConfigKey;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;

/** Opens the store that {@code quotawatch.fleet.store=jdbc} names on Quarkus: it uses a datasource of the application. */
public final class JdbcProvider implements FleetStoreProvider {

    private static final String NAME = "jdbc";

    /** Created by {@link java.util.ServiceLoader}. */
    public JdbcProvider() {
        // nothing to prepare
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(FleetSettings settings, Problems problems) {
        if (!Extensions.hasClass("io.quarkus.agroal.DataSource")) {
            problems.add(ConfigKey.FLEET_STORE.key(), NAME,
                    "requires the extension quarkus-agroal; add io.quarkus:quarkus-agroal to the application, and the extension of a "
                            + "JDBC driver");
        } else if (Extensions.areRunning() && !DataSources.exists(dataSource(settings))) {
            problems.add(ConfigKey.FLEET_DATA_SOURCE.key(), dataSource(settings).orElse(""),
                    "the application has no such datasource");
        }
    }

    @Override
    public FleetStore open(FleetSettings settings) {
        return DataSources.store(dataSource(settings)).open(settings);
    }

    private static Optional<String> dataSource(FleetSettings settings) {
        return settings.property().apply("jdbc.data-source");
    }
}
