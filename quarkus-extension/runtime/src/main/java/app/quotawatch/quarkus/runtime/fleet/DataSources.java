package app.quotawatch.quarkus.runtime.fleet;

import java.lang.annotation.Annotation;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Default;

import app.quotawatch.fleet.jdbc.JdbcFleet;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import io.quarkus.agroal.DataSource.DataSourceLiteral;
import io.quarkus.arc.Arc;

/** The datasources of the application by their names; the default one has none. */
final class DataSources {

    private DataSources() {}

    static boolean exists(Optional<String> name) {
        return Arc.container().select(DataSource.class, qualifier(name)).isResolvable();
    }

    /** Returns what opens the store in a datasource, which is created with the first connection. */
    static FleetStoreProvider store(Optional<String> name) {
        return JdbcFleet.of(Arc.container().select(DataSource.class, qualifier(name)).get());
    }

    private static Annotation qualifier(Optional<String> name) {
        return name.isPresent() ? new DataSourceLiteral(name.get()) : Default.Literal.INSTANCE;
    }
}
