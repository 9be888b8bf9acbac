package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Jdk;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Upstream;

/** Other Open Liberty set-ups: the library in a folder of the server, or a server without one of the features. */
@ExtendWith(Compatibility.class)
class OpenLibertyVariantsTest {

    private static final List<String> FEATURES = List.of("restfulWS-3.1", "mpRestClient-3.0", "mpConfig-3.1", "cdi-4.0",
            "concurrent-3.0");

    private final Path run = Path.of(System.getProperty("runs.folder"), getClass().getSimpleName());
    private final Upstream upstream = new Upstream();
    private final LocalIngest ingest = LocalIngest.builder().port(0).start();
    private Server server;

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
        ingest.close();
        upstream.close();
    }

    private void start(String name, List<String> features, String moreConfiguration) {
        server = new OpenLiberty(run.resolve(name), Jdk.current()) {
            @Override
            List<String> features() {
                return features;
            }

            @Override
            String moreConfiguration() {
                return moreConfiguration;
            }
        };
        server.start(Map.of(), Map.of());
    }

    private ProbeWar war(String name) {
        return ProbeWar.write(run.resolve("wars"), name, Map.of(
                "quotawatch.api-key", Settings.API_KEY,
                "quotawatch.ingest-url", ingest.uri().toString(),
                "quotawatch.flush-interval-seconds", "0.2",
                "quotawatch.environment", name,
                "quotawatch.apis.things.base-url", upstream.uri().toString(),
                "things/mp-rest/url", upstream.uri().toString()));
    }

    private ProbeWar bare(String name) {
        return ProbeWar.write(run.resolve("wars"), name, Map.of()).withoutLibrary();
    }

    private static List<String> without(String feature) {
        List<String> remaining = new ArrayList<>(FEATURES);
        remaining.removeIf(name -> name.startsWith(feature));
        return remaining;
    }

    @Test
    void sharedLibrary_servesTwoIsolatedApplications() {
        ProbeWar one = war("one").withoutLibrary();
        ProbeWar two = war("two").withoutLibrary();
        Path library = run.resolve("library");
        ProbeWar.copyLibrary(library);
        start("shared", FEATURES, """
                <library id="quotawatch"><fileset dir="%s" includes="*.jar"/></library>
                <webApplication location="%s" name="one"><classloader commonLibraryRef="quotawatch"/></webApplication>
                <webApplication location="%s" name="two"><classloader commonLibraryRef="quotawatch"/></webApplication>
                """.formatted(library, one.file(), two.file()));
        await().atMost(Server.PATIENCE).until(() -> server.probe("one").isUp() && server.probe("two").isUp());

        server.probe("one").load(upstream.uri(), "one", 3);
        server.probe("two").load(upstream.uri(), "two", 4);
        server.terminate();

        assertThat(ingest.events()).hasSize(7)
                .allMatch(event -> event.endpoint().equals("/things/" + event.environment()));
        assertThat(ingest.events()).extracting(StoredEvent::environment).contains("one", "two");
        assertThat(Complaints.aboutUs(server.log())).isEmpty();
    }

    @Test
    void serverWithoutConcurrency_flushesOnItsOwnThread() {
        start("no-concurrency", without("concurrent"), "");
        Probe probe = server.deploy(war("alone"));

        probe.load(upstream.uri(), "alone", 3);

        await().atMost(Server.PATIENCE).until(() -> ingest.received() == 3);
        assertThat(probe.threadsIn("java.util.concurrent.ThreadPoolExecutor")).contains("quotawatch-flush");
        server.terminate();
        assertThat(Complaints.aboutUs(server.log())).isEmpty();
    }

    @Test
    void serverWithoutJsonB_delivers() {
        start("no-jsonb", FEATURES, "");
        Probe probe = server.deploy(war("no-jsonb"));

        probe.load(upstream.uri(), "no-jsonb", 3);

        await().atMost(Server.PATIENCE).until(() -> ingest.received() == 3);
        server.terminate();
        assertThat(Complaints.aboutUs(server.log())).isEmpty();
    }

    @Test
    void configAsALibrary_isSufficient() {
        start("config-as-a-library", List.of("restfulWS-3.1", "cdi-4.0"), "");
        Probe probe = server.deploy(war("bundled").withoutMicroProfile().withLibraries(configLibraries()));

        String response = probe.plain(upstream.uri(), "bundled");

        assertThat(response).isEqualTo("ok");
        await().atMost(Server.PATIENCE).until(() -> ingest.received() == 1);
        server.terminate();
        assertThat(Complaints.aboutUs(server.log())).isEmpty();
    }

    @Test
    void serverWithoutConfig_failsTheDeploymentWithTheReason() {
        start("no-config", List.of("restfulWS-3.1", "cdi-4.0"), "");

        server.beginDeployment(war("unconfigured").withoutMicroProfile());

        await().atMost(Server.PATIENCE).until(() -> server.log().contains("CWWKZ0002E")
                || server.log().contains("CWWKZ0012E") || server.probe("unconfigured").isUp());
        assertThat(server.log())
                .contains(
                        "QuotaWatch requires MicroProfile Config, but no implementation was found");
    }

    /* The jars that an application would have in WEB-INF/lib; they are on the class path of the tests too. */
    private static List<Path> configLibraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(jar -> jar.getFileName().toString()
                        .matches(
                                "(smallrye-(config|common)-|microprofile-config-api|jboss-logging-\\d|asm-\\d).*\\.jar"))
                .toList();
    }

    @Test
    void olderTelemetry_showsMetersAndSpansToAnApplicationThatSeesThirdPartyTypes() {
        try (OtlpReceiver telemetry = new OtlpReceiver()) {
            Map<String, String> properties = new LinkedHashMap<>(telemetry.settings());
            properties.putAll(Map.of("quotawatch.api-key", Settings.API_KEY,
                    "quotawatch.ingest-url", ingest.uri().toString(),
                    "quotawatch.apis.things.base-url", upstream.uri().toString(),
                    "quotawatch.apis.things.limits.requests-per-month", "1000",
                    "things/mp-rest/url", upstream.uri().toString()));
            ProbeWar war = ProbeWar.write(run.resolve("wars"), "older", properties);
            start("telemetry-2.0", List.of("restfulWS-3.1", "mpRestClient-4.0", "mpConfig-3.1", "cdi-4.0",
                    "concurrent-3.0", "mpTelemetry-2.0"),
                    "<webApplication location=\"" + war.file()
                            + "\"><classloader apiTypeVisibility=\"+third-party\"/></webApplication>");
            Probe probe = server.probe("older");
            await().atMost(Server.PATIENCE).until(probe::isUp);

            probe.load(upstream.uri(), "seen", 1);

            await().atMost(Server.PATIENCE).untilAsserted(() -> {
                assertThat(telemetry.points().keySet()).anyMatch(series -> series.startsWith("quotawatch.calls{"))
                        .anyMatch(series -> series.startsWith("quotawatch.quota.limit{api=things"));
                assertThat(telemetry.spans()).filteredOn(span -> span.isOf("/things/seen")).singleElement().satisfies(
                        span -> assertThat(span.attributes()).containsEntry("quotawatch.quota.remaining", "999"));
            });
            server.terminate();
            assertThat(Complaints.aboutUs(server.log())).isEmpty();
        }
    }

    @Test
    void enterpriseApplication_sharesTheLibraryBetweenItsModules() {
        Path ear = EnterpriseApplication.write(run.resolve("wars"), "both",
                List.of(bare("first"), bare("second")),
                Map.of("quotawatch.api-key", Settings.API_KEY,
                        "quotawatch.ingest-url", ingest.uri().toString(),
                        "quotawatch.flush-interval-seconds", "3600",
                        "quotawatch.environment", "ear",
                        "quotawatch.apis.things.base-url", upstream.uri().toString(),
                        "things/mp-rest/url", upstream.uri().toString()));
        start("ear", FEATURES, "<enterpriseApplication location=\"" + ear + "\"/>");
        await().atMost(Server.PATIENCE).until(() -> server.probe("first").isUp() && server.probe("second").isUp());

        for (ClientKind kind : ClientKind.values()) {
            server.probe("first").call(kind, "REQUEST", upstream.uri(), "first." + kind, 1);
            server.probe("second").call(kind, "COMMON_POOL_LATER", upstream.uri(), "second." + kind, 1);
        }
        server.terminate();

        assertThat(ingest.events()).extracting(StoredEvent::environment).containsOnly("ear");
        assertThat(ingest.events()).extracting(StoredEvent::endpoint).filteredOn(endpoint -> endpoint.contains("first"))
                .hasSize(ClientKind.values().length).doesNotHaveDuplicates();
        assertThat(ingest.events()).extracting(StoredEvent::endpoint)
                .filteredOn(endpoint -> endpoint.contains("second"))
                .hasSize(2 * ClientKind.values().length);
        assertThat(Complaints.aboutUs(server.log())).isEmpty();
    }
}
