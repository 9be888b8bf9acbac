package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Upstream;

/** What an application on a server is configured with, and where its quotas are shown. */
abstract class ShownQuotas extends ObservedClients {

    private static final String MONTHLY = "{api=things, partition=none, source=configured, unit=requests, window=monthly}";
    private static final String LIMIT = "quotawatch.quota.limit" + MONTHLY;
    private static final String USED = "quotawatch.quota.used" + MONTHLY;

    @Test
    @Order(4)
    void configuration_comesFromApplicationEnvironmentAndSystemProperties() {
        one.load(around.fromWar.uri(), "configured", 1);
        one.load(around.fromEnvironment.uri(), "configured", 1);
        one.load(around.fromSystem.uri(), "configured", 1);
        one.flush();

        assertThat(around.ingestOfOne.events()).filteredOn(event -> event.endpoint().equals("/things/configured"))
                .extracting(StoredEvent::api).containsExactly("things", "byenvironment", "bysystem");
    }

    @Test
    @Order(4)
    void quotas_areJsonFromAResourceOfTheApplication() {
        Assumptions.assumeTrue(server.writesJson(), "the server needs a further library to write JSON");
        around.fromWar.on("/things/limited", Upstream.responding(200, "ok", "X-RateLimit-Limit", "60",
                "X-RateLimit-Remaining", "45"));
        one.call(ClientKind.PLAIN_NEW_CLIENT, "REQUEST", around.fromWar.uri(), "limited", 1);

        assertThat(one.quotas()).startsWith("[{").contains("\"api\":\"things\"", "\"environment\":\"one\"",
                "\"source\":\"REPORTED\"", "\"limit\":60", "\"remaining\":45", "\"percentUsed\":25.0",
                "\"api\":\"bysystem\"");
    }

    @Test
    @Order(4)
    void meters_areExportedByTheServer() {
        Assumptions.assumeTrue(server.exportsMetrics(), "the server exports no metrics of OpenTelemetry");
        one.load(around.fromWar.uri(), "metered", 1);

        await().atMost(SOON).untilAsserted(() -> {
            Map<String, Double> points = around.telemetryOfOne.points();
            assertThat(points.keySet()).anyMatch(series -> series.startsWith("quotawatch.calls{")
                    && series.contains("quotawatch.api=things") && series.contains("http.request.method=GET")
                    && series.contains("http.response.status_code=200") && series.contains("server.address="))
                    .anyMatch(series -> series.startsWith("quotawatch.rate_limited{quotawatch.api=things"));
            assertThat(points).containsEntry(LIMIT, (double) Surroundings.PER_MONTH)
                    .hasEntrySatisfying(USED, used -> assertThat(used).isPositive())
                    .hasEntrySatisfying("quotawatch.events.recorded{}", recorded -> assertThat(recorded).isPositive());
        });
    }

    @Test
    @Order(4)
    void readiness_showsTheQuotas() {
        Optional<URI> readiness = server.readiness("one");
        Assumptions.assumeTrue(readiness.isPresent(), "the server has no MicroProfile Health");

        assertThat(Probe.read(readiness.get())).contains("\"quotawatch\"", "things.monthly",
                " of " + Surroundings.PER_MONTH + " requests remaining", "UP");
    }
}
