package app.quotawatch.quarkus.test.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.fleet.jdbc.JdbcFleet;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;

/** Replicas share their quotas through the application's datasource. */
class JdbcFleetTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = FleetApps.throughTheDatasource("datasource")
            .assertLogRecords(records -> assertThat(FleetApps.texts(records)).isEmpty());

    @Inject
    SharedCounts counts;

    @Test
    void replicas_shareCountsThroughTheDatasource() {
        DataSource source = Arc.container().select(DataSource.class).get();

        counts.prove(OtherReplica.of(JdbcFleet.of(source), "datasource"));
    }
}
