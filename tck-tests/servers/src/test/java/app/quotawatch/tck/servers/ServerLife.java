package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Upstream;

/**
 * The life cycle of a server with two applications, from its start to SIGTERM. The tests run in order and build on each other.
 * Events that are still buffered before SIGTERM must be delivered at the end.
 */
abstract class ServerLife extends ShownQuotas {

    @Test
    @Order(5)
    void twoApplications_areIsolated() {
        one.load(around.fromWar.uri(), "of-one", 2);
        two.load(around.fromWar.uri(), "of-two", 3);
        two.record("by-hand-of-two");
        one.flush();
        two.flush();

        assertThat(around.ingestOfOne.events()).extracting(StoredEvent::environment).containsOnly("one");
        assertThat(around.ingestOfOne.events()).filteredOn(event -> event.endpoint().equals("/things/of-one"))
                .hasSize(2);
        assertThat(around.ingestOfTwo.events()).extracting(StoredEvent::environment).containsOnly("two");
        assertThat(around.ingestOfTwo.events()).extracting(StoredEvent::api).containsExactly("things", "things",
                "things",
                "by-hand-of-two");
    }

    @Test
    @Order(6)
    void backgroundFlush_runsOnThePlatformsThread() {
        CountDownLatch looked = new CountDownLatch(1);
        try (Upstream ingest = new Upstream().on("/v1/ingest", exchange -> {
            await().atMost(SOON).until(() -> looked.getCount() == 0);
            Upstream.responding(202, "").handle(exchange);
        })) {
            Probe flushing = server.deploy(around.war(runs, "flushing", ingest.uri(), "flushing", "0.2"));
            flushing.load(around.fromWar.uri(), "flushed", 1);
            List<String> threads = new ArrayList<>();
            await().atMost(SOON).until(() -> {
                threads.addAll(flushing.threadsIn("app.quotawatch.delivery.IngestClient"));
                return !threads.isEmpty();
            });
            looked.countDown();

            assertThat(threads).allMatch(server.flushingThread().asMatchPredicate());
            server.undeploy("flushing");
        } finally {
            looked.countDown();
        }
    }

    @Test
    @Order(7)
    void undeployment_deliversBufferedEvents() {
        long before = around.ingestOfTwo.received();
        two.load(around.fromWar.uri(), "buffered", 7);
        assertThat(around.ingestOfTwo.received()).isEqualTo(before);

        server.undeploy("two");

        await().atMost(SOON).until(() -> around.ingestOfTwo.received() == before + 7);
    }

    @Test
    @Order(8)
    void undeployedApplication_hasNoMeters(TestInfo test) {
        Assumptions.assumeTrue(server.exportsMetrics(), "the server exports no metrics of OpenTelemetry");
        around.telemetryOfTwo.forget();
        int before = around.telemetryOfOne.exports();

        await().atMost(SOON).until(() -> around.telemetryOfOne.exports() > before + 3);

        if (server.keepsCountsOfCalls()) {
            Compatibility.note(getClass(), "limit." + test.getTestMethod().orElseThrow().getName(),
                    "yes, except for counts of calls");
            assertThat(around.telemetryOfTwo.points().keySet()).allMatch(series -> series.startsWith("quotawatch.calls")
                    || series.startsWith("quotawatch.rate_limited"));
        } else {
            assertThat(around.telemetryOfTwo.points()).isEmpty();
        }
    }

    @Test
    @Order(9)
    void redeployedApplication_isObserved() {
        two = server.deploy(war("two", around.ingestOfTwo, "two-again"));
        two.load(around.fromWar.uri(), "redeployed", 2);
        two.flush();

        assertThat(around.ingestOfTwo.events()).filteredOn(event -> event.endpoint().equals("/things/redeployed"))
                .hasSize(2).extracting(StoredEvent::environment).containsOnly("two-again");
    }

    @Test
    @Order(10)
    void sigterm_deliversBufferedEvents() {
        long beforeOfOne = around.ingestOfOne.received();
        long beforeOfTwo = around.ingestOfTwo.received();
        one.load(around.fromWar.uri(), "last", 5);
        two.load(around.fromWar.uri(), "last", 3);
        assertThat(around.ingestOfOne.received()).isEqualTo(beforeOfOne);
        assertThat(around.ingestOfTwo.received()).isEqualTo(beforeOfTwo);

        server.terminate();

        assertThat(around.ingestOfOne.received()).isEqualTo(beforeOfOne + 5);
        assertThat(around.ingestOfTwo.received()).isEqualTo(beforeOfTwo + 3);
    }

    @Test
    @Order(11)
    void log_hasNoComplaintAboutUs() {
        assertThat(Complaints.aboutUs(server.log())).isEmpty();
        // logged by GlassFish, without naming us, if a task outlives its application
        assertThat(server.log()).doesNotContainPattern("Module \\S+ is disabled");
    }

    @Test
    @Order(11)
    void log_hasNoSecret() {
        String log = server.logAtAllLevels();
        assertThat(log).contains("QuotaWatch observes the calls of").doesNotContain(Settings.API_KEY);
        assertThat(Complaints.entries(log)).filteredOn(entry -> entry.contains(Settings.SECRET))
                .allMatch(server::logsSecretsItself);
    }

    @Test
    @Order(12)
    void invalidConfiguration_failsTheDeploymentWithTheReasons() {
        try (Server misconfigured = server(runs.resolve("misconfigured"))) {
            around.start(misconfigured);
            misconfigured.beginDeployment(ProbeWar.write(runs.resolve("wars"), "invalid", Map.of(
                    "quotawatch.api-key", Settings.API_KEY,
                    "quotawatch.buffer-size", "many",
                    "quotawatch.endpoint", "raw",
                    "quotawatch.apis.things.base-url", "ftp://localhost")));

            await().atMost(Server.PATIENCE).untilAsserted(() -> assertThat(misconfigured.log())
                    .contains("QuotaWatch's configuration has 3 problems")
                    .contains("quotawatch.buffer-size = 'many'")
                    .contains("quotawatch.endpoint = 'raw'")
                    .contains("quotawatch.apis.things.base-url = 'ftp://localhost'"));
            assertThat(misconfigured.logAtAllLevels()).doesNotContain(Settings.API_KEY);
            assertThat(misconfigured.probe("invalid").isUp()).isFalse();
            if (misconfigured.hasManagedExecutor()) {
                Compatibility.note(getClass(), "deployment", DeploymentTimes.extra(misconfigured,
                        war("with", around.ingestOfOne, "timed"),
                        war("without", around.ingestOfOne, "timed").withoutQuotaWatch()) + " ms");
            }
        }
    }
}
