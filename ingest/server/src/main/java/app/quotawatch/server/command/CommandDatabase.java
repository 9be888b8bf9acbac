package app.quotawatch.server.command;

import javax.sql.DataSource;

import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.Dialect;
import app.quotawatch.server.database.Schema;

/** The database of the server's settings, as a command uses it: its schema is brought up to date first. */
final class CommandDatabase {

    private CommandDatabase() {}

    static Database open(Config config) {
        boolean sqlite = config.getValue("quarkus.datasource.sqlite.active", Boolean.class);
        DataSource source = sqlite ? sqlite(config) : postgresql(config);
        Database database = new Database(source, sqlite ? Dialect.SQLITE : Dialect.POSTGRESQL);
        Flyway flyway = Flyway.configure().dataSource(source)
                .locations("classpath:db/" + (sqlite ? "sqlite" : "postgresql")).load();
        Schema schema = new Schema(database, flyway);
        schema.check();
        String problem = schema.problem();
        if (problem != null) {
            throw new CommandFailedException(problem);
        }
        return database;
    }

    private static DataSource sqlite(Config config) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(config.getValue("quarkus.datasource.sqlite.jdbc.url", String.class));
        return source;
    }

    private static DataSource postgresql(Config config) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(config.getValue("quarkus.datasource.postgresql.jdbc.url", String.class));
        config.getOptionalValue("quarkus.datasource.postgresql.username", String.class).ifPresent(source::setUser);
        config.getOptionalValue("quarkus.datasource.postgresql.password", String.class).ifPresent(source::setPassword);
        return source;
    }
}
