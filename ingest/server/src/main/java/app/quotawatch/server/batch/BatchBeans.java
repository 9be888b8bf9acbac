package app.quotawatch.server.batch;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import app.quotawatch.server.config.ServerConfig;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.Dialect;
import app.quotawatch.server.database.Partitions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;

/** Makes the writer and ends it, as long as the database can still be reached. */
@Singleton
final class BatchBeans {

    private static final int SHARDS = 1 << 15;
    /* There must be time to sum up minutes. */
    private static final int MAX_DAYS = Minutes.DAYS_KEPT - 1;

    @Produces
    @Singleton
    BatchWriter writer(ServerConfig config, Database database, Partitions partitions,
            @Any Instance<StoredListener> listeners,
            MeterRegistry registry) {
        BatchWriter writer = new BatchWriter(database, partitions, settings(config.server(), database.dialect()),
                listeners.stream().toList(), registry, Clock.systemUTC());
        writer.start();
        return writer;
    }

    void close(@Disposes BatchWriter writer) {
        writer.close();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event, BatchWriter writer) {
        writer.close();
    }

    /* One file has one writer, so that it needs no shards. */
    private static BatchSettings settings(ServerConfig.Server server, Dialect dialect) {
        int shard = dialect == Dialect.SQLITE
                ? 0
                : server.shard().orElseGet(() -> ThreadLocalRandom.current().nextInt(SHARDS));
        long kept = Duration.ofDays(Math.min(MAX_DAYS, server.eventDays())).toMillis();
        return new BatchSettings(shard, server.queue(), kept, Duration.ofHours(server.headerHours()).toMillis());
    }
}
