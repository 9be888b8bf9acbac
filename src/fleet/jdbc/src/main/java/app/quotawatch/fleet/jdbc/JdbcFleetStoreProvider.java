package app.quotawatch.fleet.jdbc;

import java.util.Optional;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;

/** Opens the store that {@code quotawatch.fleet.store=jdbc} names; {@code quotawatch.fleet.jdbc.data-source} says where it is. */
public final class JdbcFleetStoreProvider implements FleetStoreProvider {

    private static final String PROPERTY = "jdbc.data-source";

    private final @Nullable DataSource given;

    /** Creates the provider: {@link java.util.ServiceLoader} calls it. */
    public JdbcFleetStoreProvider() {
        this(null);
    }

    JdbcFleetStoreProvider(@Nullable DataSource given) {
        this.given = given;
    }

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public void check(FleetSettings settings, Problems problems) {
        if (given == null && name(settings).isEmpty()) {
            problems.add("quotawatch.fleet." + PROPERTY, "",
                    "must be the JNDI name of a DataSource, such as java:comp/DefaultDataSource");
        }
    }

    private static String name(FleetSettings settings) {
        Optional<String> name = settings.property().apply(PROPERTY);
        return name.isPresent() ? name.get().trim() : "";
    }

    @Override
    public FleetStore open(FleetSettings settings) {
        if (given != null) {
            return new JdbcFleetStore(settings, Database.given(given));
        }
        String name = name(settings);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("quotawatch.fleet." + PROPERTY + " is missing");
        }
        return new JdbcFleetStore(settings, Database.named(name));
    }
}
