package app.quotawatch.quarkus.test.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.QuotaWatch;
import app.quotawatch.fleet.jdbc.JdbcFleet;
import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.tck.clients.ThingsClient;
import io.quarkus.arc.Arc;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** Replicas share their quotas through the application's datasource. */
class JdbcFleetTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.observed(SharedCounts.class, OtherReplica.class)
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-agroal", System.getProperty("version.quarkus")),
                    Dependency.of("io.quarkus", "quarkus-jdbc-h2", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.devservices.enabled", "false")
            .overrideConfigKey("quotawatch.fleet.store", "jdbc")
            .overrideConfigKey("quotawatch.fleet.name", "datasource")
            .overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideRuntimeConfigKey("quotawatch.fleet.sync-interval-seconds", "0.1")
            .overrideRuntimeConfigKey("quotawatch.fleet.timeout-seconds", "10")
            .overrideRuntimeConfigKey("quotawatch.apis.things.limits.requests-per-day", "100")
            .overrideRuntimeConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:fleet;DB_CLOSE_DELAY=-1")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("app.quotawatch"))
            .assertLogRecords(
                    records -> assertThat(SharedCounts.texts(records)).as("not even when it stops").isEmpty());

    @Inject
    @RestClient
    ThingsClient things;

    @Inject
    QuotaWatch quotaWatch;

    @Test
    void replicas_shareCountsThroughTheDatasource() {
        DataSource source = Arc.container().select(DataSource.class).get();

        SharedCounts.prove(things, quotaWatch, OtherReplica.of(JdbcFleet.of(source), "datasource"));
    }
}
