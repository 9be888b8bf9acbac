package app.quotawatch.server.job;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.inject.Singleton;

import app.quotawatch.server.config.ServerConfig;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.DatabaseUnavailableException;
import app.quotawatch.server.database.Partitions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/** Runs the jobs. Each replica tries, and the database lets one through. */
@Singleton
final class Jobs {

    private static final Logger LOGGER = Logger.getLogger(Jobs.class.getName());

    private final HourSums hours;
    private final Retention retention;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    Jobs(ServerConfig config, Database database, Partitions partitions) {
        ServerConfig.Server server = config.server();
        this.hours = new HourSums(database);
        this.retention = new Retention(database, partitions,
                new RetentionSettings(server.eventDays(), server.eventBytes(), server.headerHours()),
                Clock.systemUTC());
    }

    @Scheduled(every = "15s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void sumUpHours() {
        run("summing up hours", hours::run);
    }

    @Scheduled(every = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    void createPartitions() {
        run("creating partitions", retention::createPartitions);
    }

    @Scheduled(every = "1m", delayed = "20s", concurrentExecution = ConcurrentExecution.SKIP)
    void deleteOld() {
        run("deleting what is too old", retention::delete);
    }

    /* The first failure is worth a warning; a database that is unavailable has been reported already. */
    private void run(String name, Runnable job) {
        try {
            job.run();
            if (failing.remove(name)) {
                LOGGER.log(Level.INFO, "The job works again: {0}", name);
            }
        } catch (DatabaseUnavailableException e) {
            LOGGER.log(Level.FINE, "The job will be tried again: " + name, e);
        } catch (RuntimeException e) {
            LOGGER.log(failing.add(name) ? Level.WARNING : Level.FINE,
                    "The job failed and will be tried again: " + name, e);
        }
    }
}
