package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Upstream;

/** Open Liberty as some run it: with the library in a folder of the server, or without one of the features. */
@ExtendWith(Compatibility.class)
class OpenLibertyVariantsTest {

    private static final List<String> FEATURES = List.of("restfulWS-3.1", "mpRestClient-3.0", "mpConfig-3.1", "cdi-4.0",
            "jsonb-3.0", "concurrent-3.0");

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

    private static List<String> without(String feature) {
        List<String> left = new ArrayList<>(FEATURES);
        left.removeIf(name -> name.startsWith(feature));
        return left;
    }

    @Test
    void sharedLibrary_servesTwoApplicationsAndKeepsThemApart() {
        ProbeWar one = war("one").withoutLibrary();
        ProbeWar two = war("two").withoutLibrary();
        Path library = ProbeWar.copyLibrary(run.resolve("library/quotawatch.jar"));
        start("shared", FEATURES, """
                <library id="quotawatch"><file name="%s"/></library>
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
    void withoutConcurrency_flushesOnAThreadOfItsOwn() {
        start("no-concurrency", without("concurrent"), "");
        Probe probe = server.deploy(war("alone"));

        probe.load(upstream.uri(), "alone", 3);

        await().atMost(Server.PATIENCE).until(() -> ingest.received() == 3);
        assertThat(probe.threadsIn("java.util.concurrent.ScheduledThreadPoolExecutor")).contains("quotawatch-flush");
        server.terminate();
        assertThat(Complaints.aboutUs(server.log())).isEmpty();
    }

    @Test
    void withoutJsonB_deploymentSaysThatItIsMissing() {
        start("no-jsonb", without("jsonb"), "");

        server.bring(war("mute"));

        await().atMost(Server.PATIENCE).until(() -> server.log().contains("CWWKZ0002E")
                || server.log().contains("CWWKZ0012E") || server.probe("mute").isUp());
        assertThat(server.log()).contains("QuotaWatch writes events by JSON-B, of which no implementation was found");
        assertThat(server.log()).doesNotContain(Settings.API_KEY);
    }

    @Test
    void withoutJsonB_countsInThisProcessOnly() {
        start("local-only", without("jsonb"), "");
        ProbeWar war = ProbeWar.write(run.resolve("wars"), "local", Map.of(
                "quotawatch.apis.things.base-url", upstream.uri().toString(),
                "things/mp-rest/url", upstream.uri().toString()));
        Probe probe = server.deploy(war);

        probe.load(upstream.uri(), "local", 3);

        assertThat(probe.stats()).contains("recorded=3", "keptLocal=3", "internalErrors=0");
    }
}
