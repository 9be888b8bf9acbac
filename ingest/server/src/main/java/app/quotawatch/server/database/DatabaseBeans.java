package app.quotawatch.server.database;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.flywaydb.core.Flyway;

import app.quotawatch.server.config.ServerConfig;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.flyway.FlywayDataSource;

/** Makes the beans of this package, from the one datasource that is active. */
@Singleton
final class DatabaseBeans {

    private final ServerConfig config;

    DatabaseBeans(ServerConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Database database(@DataSource("sqlite") InjectableInstance<AgroalDataSource> sqlite,
            @DataSource("postgresql") InjectableInstance<AgroalDataSource> postgresql) {
        return isSqlite()
                ? new Database(sqlite.get(), Dialect.SQLITE)
                : new Database(postgresql.get(), Dialect.POSTGRESQL);
    }

    @Produces
    @Singleton
    Schema schema(Database database, @FlywayDataSource("sqlite") InjectableInstance<Flyway> sqlite,
            @FlywayDataSource("postgresql") InjectableInstance<Flyway> postgresql) {
        return new Schema(database, isSqlite() ? sqlite.get() : postgresql.get());
    }

    @Produces
    @Singleton
    Partitions partitions(Database database) {
        return new Partitions(database);
    }

    private boolean isSqlite() {
        return config.db().url().startsWith("jdbc:sqlite:");
    }
}
