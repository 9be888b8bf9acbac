package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import com.sun.net.httpserver.HttpExchange;

import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Upstream;

/**
 * The life cycle of a server with two applications, from its start to SIGTERM. The tests run in order and build on each other.
 * Events that are still buffered before SIGTERM must be delivered at the end.
 */
@ExtendWith(Compatibility.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ServerLife {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String MONTHLY = "{api=things, partition=none, source=configured, unit=requests, window=monthly}";
    private static final String LIMIT = "quotawatch.quota.limit" + MONTHLY;
    private static final String USED = "quotawatch.quota.used" + MONTHLY;

    private final Surroundings around = new Surroundings();
    private final Path runs = Path.of(System.getProperty("runs.folder"), getClass().getSimpleName());

    private Server server;
    private Probe one;
    private Probe two;

    /** Returns the name and the version of the server. */
    abstract String product();

    abstract Server server(Path run);

    @BeforeAll
    void start() {
        server = server(runs.resolve("life"));
        Compatibility.note(getClass(), "server", product());
        Compatibility.note(getClass(), "flush", server.hasManagedExecutor() ? "managed executor" : "own thread");
        Compatibility.note(getClass(), "jdk", Integer.toString(server.jdk.version()));
        around.start(server);
        one = server.deploy(war("one", around.ingestOfOne, "one"));
        two = server.deploy(war("two", around.ingestOfTwo, "two"));
    }

    @AfterAll
    void close() {
        if (server != null) {
            server.close();
        }
        around.close();
    }

    private ProbeWar war(String name, LocalIngest ingest, String environment) {
        return around.war(runs, name, ingest.uri(), environment, "3600");
    }

    @Test
    @Order(1)
    void everyClient_inRequestThread_isObservedOnce(TestInfo test) {
        assertObserved("REQUEST", 1, test);
    }

    @Test
    @Order(2)
    void everyClient_inManagedExecutor_isObservedOnce(TestInfo test) {
        Assumptions.assumeTrue(server.hasManagedExecutor(), "the server has no managed executor");
        assertObserved("MANAGED_EXECUTOR", 1, test);
    }

    /* Before any call fails: the filters of some servers then leave its span current on the thread, where further calls get none. */
    @Test
    @Order(2)
    void spanOfEachClient_showsTheQuota() {
        Assumptions.assumeTrue(server.tracesClients(), "the server makes no spans of clients");
        for (ClientKind kind : ClientKind.values()) {
            one.call(kind, "REQUEST", around.fromWar.uri(), "traced." + kind, 1);
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(ClientKind.values()).allSatisfy(
                kind -> assertThat(spansOf("/things/traced." + kind)).singleElement().satisfies(
                        span -> assertThat(span.attributes()).containsEntry("quotawatch.api", "things")
                                .containsKeys("quotawatch.quota.used_ratio", "quotawatch.quota.remaining"))));
    }

    private List<OtlpReceiver.ClientSpan> spansOf(String path) {
        return around.telemetryOfOne.spans().stream().filter(span -> span.isOf(path)).toList();
    }

    @Test
    @Order(3)
    void everyClient_onCommonPoolThread_isObservedOnce(TestInfo test) {
        assertObserved("COMMON_POOL_LATER", 2, test);
    }

    @Test
    @Order(3)
    void everyClient_firstUsedOnCommonPoolThread_isObservedOnce(TestInfo test) {
        assertObserved("COMMON_POOL", 1, test);
    }

    private void assertObserved(String thread, long times, TestInfo test) {
        Reach reach = server.reach(thread);
        Compatibility.note(getClass(), "limit." + test.getTestMethod().orElseThrow().getName(), reach.text);
        Map<ClientKind, String> responses = new LinkedHashMap<>();
        for (ClientKind kind : reach.kinds()) {
            responses.put(kind, one.call(kind, thread, around.fromWar.uri(), thread + "." + kind, 1));
        }
        one.flush();

        assertThat(responses).allSatisfy((kind, response) -> assertThat(response).isEqualTo("ok"));
        Map<String, Long> observed = around.ingestOfOne.events().stream().map(StoredEvent::endpoint)
                .filter(endpoint -> endpoint.startsWith("/things/" + thread + "."))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(observed).as(() -> one.stats()).hasSize(responses.size());
        assertThat(observed).allSatisfy((endpoint, count) -> assertThat(count).isEqualTo(times));
        assertThat(around.ingestOfOne.events()).extracting(StoredEvent::toString)
                .noneMatch(event -> event.contains(Settings.SECRET));
    }

    @Test
    @Order(3)
    void failureOfEachClient_isReportedImmediatelyWithKindAndDuration() {
        List<String> expected = new ArrayList<>();
        for (String thread : List.of("REQUEST", "COMMON_POOL")) {
            for (ClientKind kind : ClientKind.values()) {
                String id = "lost." + thread + "." + kind;
                around.fromWar.on("/things/" + id, HttpExchange::close);
                assertThat(one.call(kind, thread, around.fromWar.uri(), id, 1)).startsWith("failed: ");
                expected.add("/things/" + id + " CONNECTION_RESET with duration");
            }
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(one.failures())
                .containsExactlyInAnyOrderElementsOf(expected));
    }

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
    @Order(7)
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
    @Order(8)
    void redeployedApplication_isObserved() {
        two = server.deploy(war("two", around.ingestOfTwo, "two-again"));
        two.load(around.fromWar.uri(), "redeployed", 2);
        two.flush();

        assertThat(around.ingestOfTwo.events()).filteredOn(event -> event.endpoint().equals("/things/redeployed"))
                .hasSize(2).extracting(StoredEvent::environment).containsOnly("two-again");
    }

    @Test
    @Order(8)
    void callWithSecrets_isObservedWithoutTheSecrets() {
        around.fromWar.on("/things/secrets", Upstream.responding(401, "hush in the response", "Set-Cookie", "id=hush",
                "WWW-Authenticate", "Basic realm=hush", "X-RateLimit-Remaining", "3", "X-Request-Id", "hush"));
        around.fromWar.on("/things/broken", HttpExchange::close);

        assertThat(one.callWithSecrets(around.fromWar.uri(), "secrets")).isEqualTo("401");
        assertThat(one.callWithSecrets(around.fromWar.uri(), "broken")).isEqualTo("no response");
        one.flush();

        assertThat(around.ingestOfOne.events()).filteredOn(event -> event.endpoint().equals("/things/secrets"))
                .hasSize(1);
        assertThat(around.ingestOfOne.events()).extracting(StoredEvent::toString)
                .noneMatch(event -> event.contains(Settings.SECRET));
        assertThat(one.stats()).contains("failedCalls=").doesNotContain(Settings.SECRET, Settings.API_KEY);
    }

    @Test
    @Order(9)
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
    @Order(10)
    void log_hasNoComplaintAboutUs() {
        assertThat(Complaints.aboutUs(server.log())).isEmpty();
        // logged by GlassFish, without naming us, if a task outlives its application
        assertThat(server.log()).doesNotContainPattern("Module \\S+ is disabled");
    }

    @Test
    @Order(10)
    void log_hasNoSecret() {
        String log = server.logAtAllLevels();
        assertThat(log).contains("QuotaWatch observes the calls of").doesNotContain(Settings.API_KEY);
        assertThat(Complaints.entries(log)).filteredOn(entry -> entry.contains(Settings.SECRET))
                .allMatch(server::logsSecretsItself);
    }

    @Test
    @Order(11)
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
