package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import app.quotawatch.fleet.jdbc.JdbcFleet;
import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.tck.support.Jdk;
import app.quotawatch.tck.support.Settings;

/** Replicas that share their quotas through the default datasource of a server, which each finds by its JNDI name. */
class FleetTest {

    private final Path run = Path.of(System.getProperty("runs.folder"), getClass().getSimpleName());

    @Test
    void replicasOnWildFly_knowWhatBothHaveUsed() {
        assertReplicasKnowWhatBothHaveUsed(new WildFly(run.resolve("wildfly"), Jdk.current()));
    }

    @Test
    void replicasOnPayaraMicro_knowWhatBothHaveUsed() {
        assertReplicasKnowWhatBothHaveUsed(new PayaraMicro(run.resolve("payara-micro"), Jdk.current()));
    }

    private void assertReplicasKnowWhatBothHaveUsed(Server running) {
        try (LocalIngest ingest = LocalIngest.builder().port(0).start(); Server server = running) {
            server.start(Map.of(), Map.of());
            Probe one = server.deploy(replica("one", ingest));
            Probe two = server.deploy(replica("two", ingest));
            one.record("things");
            one.record("things");
            two.record("things");

            await().atMost(Server.PATIENCE).untilAsserted(() -> {
                assertKnows(one, 3);
                assertKnows(two, 3);
            });
            server.undeploy("two");
            one.record("things");
            Probe again = server.deploy(replica("two", ingest));
            await().atMost(Server.PATIENCE).untilAsserted(() -> assertKnows(again, 4));
            server.undeploy("two");
            assertThat(one.threadsIn("app.quotawatch.fleet.Exchange")).as("only that of the other is left").hasSize(1);
            assertThat(Complaints.aboutUs(server.log())).isEmpty();
        }
    }

    private static void assertKnows(Probe replica, int used) {
        assertThat(replica.quotas().replace(" ", "")).contains("\"used\":" + used, "COUNTED_BY_FLEET");
    }

    private ProbeWar replica(String name, LocalIngest ingest) {
        return ProbeWar.write(run.resolve("wars"), name, Map.of(
                "quotawatch.api-key", Settings.API_KEY,
                "quotawatch.ingest-url", ingest.uri().toString(),
                "quotawatch.apis.things.base-url", "http://things.example",
                "quotawatch.apis.things.limits.requests-per-day", "1000",
                "quotawatch.fleet.store", "jdbc",
                "quotawatch.fleet.name", "probes",
                "quotawatch.fleet.sync-interval-seconds", "0.2",
                "quotawatch.fleet.timeout-seconds", "5",
                "quotawatch.fleet.jdbc.data-source", "java:comp/DefaultDataSource"))
                .withLibraries(List.of(storesJar()));
    }

    private static Path storesJar() {
        try {
            return Path.of(JdbcFleet.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
