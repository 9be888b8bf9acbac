package app.quotawatch.quarkus.test.fleet;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

import app.quotawatch.quarkus.test.support.Apps;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** Creates the applications under test that are replicas of a fleet. */
final class FleetApps {

    private FleetApps() {}

    /** Returns an application that shares its counts through its Redis client. */
    static QuarkusUnitTest throughRedis(String fleet) {
        return replica(
                Apps.observed(FleetApps.class, SharedCounts.class, OtherReplica.class, VertxRedisStore.class),
                "redis", fleet, "quarkus-redis-client");
    }

    /** Returns an application that shares its counts through its datasource, a database in its memory. */
    static QuarkusUnitTest throughTheDatasource(String fleet) {
        return replica(Apps.observed(FleetApps.class, SharedCounts.class, OtherReplica.class), "jdbc", fleet,
                "quarkus-agroal", "quarkus-jdbc-h2")
                .overrideConfigKey("quarkus.datasource.db-kind", "h2")
                .overrideRuntimeConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:fleet;DB_CLOSE_DELAY=-1");
    }

    /* Its log is what we log from WARN up. */
    private static QuarkusUnitTest replica(QuarkusUnitTest application, String store, String fleet,
            String... extensions) {
        return application
                .setForcedDependencies(Stream.of(extensions)
                        .map(extension -> Dependency.of("io.quarkus", extension, System.getProperty("version.quarkus")))
                        .toList())
                .overrideConfigKey("quarkus.devservices.enabled", "false")
                .overrideConfigKey("quotawatch.fleet.store", store)
                .overrideConfigKey("quotawatch.fleet.name", fleet)
                .overrideRuntimeConfigKey("quotawatch.fleet.sync-interval-seconds", "0.1")
                .overrideRuntimeConfigKey("quotawatch.fleet.timeout-seconds", "10")
                .overrideRuntimeConfigKey("quotawatch.apis.things.limits.requests-per-day", "100")
                .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                        && record.getLoggerName().startsWith("app.quotawatch"));
    }

    /** Returns each record's message, with its stack trace. */
    static List<String> texts(List<LogRecord> records) {
        PatternFormatter message = new PatternFormatter("%s%e");
        return records.stream().map(record -> message.format(ExtLogRecord.wrap(record))).toList();
    }
}
