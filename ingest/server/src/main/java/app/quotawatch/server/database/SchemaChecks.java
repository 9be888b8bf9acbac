package app.quotawatch.server.database;

import java.time.Duration;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import app.quotawatch.server.schedule.Schedule;
import io.quarkus.runtime.StartupEvent;

/** Checks the schema at the start, before anything that needs the database, and every two seconds from then on. */
@Singleton
final class SchemaChecks {

    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final Schema schema;

    SchemaChecks(Schema schema) {
        this.schema = schema;
    }

    void start(@Observes @Priority(1) StartupEvent event, Schedule schedule) {
        schema.check();
        schedule.every(PERIOD, PERIOD, "checking the schema", schema::check);
    }
}
