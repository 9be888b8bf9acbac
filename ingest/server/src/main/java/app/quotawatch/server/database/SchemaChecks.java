package app.quotawatch.server.database;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;

/** Checks the schema at the start, before anything that needs the database, and every two seconds from then on. */
@Singleton
final class SchemaChecks {

    private final Schema schema;

    SchemaChecks(Schema schema) {
        this.schema = schema;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        schema.check();
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        schema.check();
    }
}
