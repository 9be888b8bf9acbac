package app.quotawatch.server.job;

import java.time.Clock;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import app.quotawatch.server.config.ServerConfig;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.DatabaseUnavailableException;
import app.quotawatch.server.database.Partitions;
import app.quotawatch.server.schedule.Schedule;
import io.quarkus.runtime.StartupEvent;

/** Runs the jobs. Each replica tries, and the database lets one through. */
@Singleton
final class Jobs {

    private static final Logger LOGGER = Logger.getLogger(Jobs.class.getName());

    private final HourSums hours;
    private final Retention retention;

    Jobs(ServerConfig config, Database database, Partitions partitions) {
        ServerConfig.Server server = config.server();
        this.hours = new HourSums(database);
        this.retention = new Retention(database, partitions,
                new RetentionSettings(server.eventDays(), server.eventBytes(), server.headerHours()),
                Clock.systemUTC());
    }

    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every(Duration.ofSeconds(15), Duration.ofSeconds(10), "summing up hours", unlessDown(hours::run));
        schedule.every(Duration.ofMinutes(10), Duration.ZERO, "creating partitions",
                unlessDown(retention::createPartitions));
        schedule.every(Duration.ofMinutes(1), Duration.ofSeconds(20), "deleting what is too old",
                unlessDown(retention::delete));
    }

    /* A database that is unavailable has been reported already. */
    private static Runnable unlessDown(Runnable job) {
        return () -> {
            try {
                job.run();
            } catch (DatabaseUnavailableException e) {
                LOGGER.log(Level.FINE, "The database is unavailable; the job will be tried again", e);
            }
        };
    }
}
