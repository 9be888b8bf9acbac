package app.quotawatch.server.database;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * Brings the schema of the database up to date, and decides whether the database may be used: not while it is down, and not
 * if a newer version of the server has changed it. Thread-safe.
 */
public final class Schema {

    private static final Logger LOGGER = Logger.getLogger(Schema.class.getName());
    private static final String VERSION = """
            select version from "flyway_schema_history" where version is not null
             order by installed_rank desc limit 1""";
    private static final String NOT_CHECKED_YET = "The database has not been checked yet";

    private final Database database;
    private final Flyway flyway;
    private final ReentrantLock lock = new ReentrantLock();
    /* Of the migrations that this server has; known once the database could be reached. */
    private MigrationVersion newest = MigrationVersion.EMPTY;

    /** Starts unready: the database cannot be used before the first {@link #check()}. */
    public Schema(Database database, Flyway flyway) {
        this.database = database;
        this.flyway = flyway;
        database.unavailable(NOT_CHECKED_YET);
    }

    /**
     * Migrates the database if it could not be used before, and looks whether it can be used now. Is called every few seconds.
     * Logs one line per change. Never throws.
     */
    public void check() {
        lock.lock();
        try {
            String before = database.unavailable();
            String now = problem(before != null);
            database.unavailable(now);
            if (now != null) {
                database.flushIdleConnections();
            }
            report(before, now);
        } finally {
            lock.unlock();
        }
    }

    /** Returns why the database cannot be used, or null if it can. */
    public @Nullable String problem() {
        return database.unavailable();
    }

    private @Nullable String problem(boolean migrate) {
        try {
            if (migrate) {
                MigrationInfoService info = flyway.info();
                newest = last(Arrays.stream(info.all()).filter(migration -> migration.getState().isResolved()));
                String newer = newer(last(Arrays.stream(info.applied())));
                if (newer != null) {
                    return newer;
                }
                flyway.migrate();
            }
            return newer(database.readAnyway(connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(VERSION)) {
                    return row.next() ? MigrationVersion.fromVersion(row.getString(1)) : MigrationVersion.EMPTY;
                }
            }));
        } catch (DatabaseUnavailableException e) {
            return e.getMessage();
        } catch (FlywayException e) {
            return "The schema cannot be brought up to date: " + firstLine(e);
        } catch (RuntimeException e) {
            return "The schema cannot be read: " + firstLine(e);
        }
    }

    private static MigrationVersion last(Stream<MigrationInfo> migrations) {
        return migrations.filter(MigrationInfo::isVersioned).map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo).orElse(MigrationVersion.EMPTY);
    }

    private @Nullable String newer(MigrationVersion version) {
        return version.compareTo(newest) <= 0
                ? null
                : "The schema has version " + version + ", which is newer than version " + newest
                        + " of this server: update the server, or restore a backup";
    }

    private static String firstLine(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).strip().lines().findFirst().orElse("unknown");
    }

    private static void report(@Nullable String before, @Nullable String now) {
        if (now == null && before != null) {
            LOGGER.info("The database is ready");
        } else if (now != null && (before == null || before.equals(NOT_CHECKED_YET))) {
            LOGGER.log(Level.WARNING, "The database cannot be used. Requests receive 503 until it can. {0}",
                    now);
        }
    }
}
