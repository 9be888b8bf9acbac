package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpExchange;

import app.quotawatch.tck.clients.ClientKind;

/** Deploys and undeploys an application repeatedly beside one that stays. Nothing may remain of the undeployed ones. */
abstract class Redeployments {

    static final int TIMES = 20;
    private static final List<String> THREADS = List.of("REQUEST", "COMMON_POOL");
    /* More than are needed to serve one request after the other. */
    private static final int SERVER_THREADS = 16;
    /* On Payara, asynchronous clients leave a thread of the application behind, which ends after being idle for a minute. */
    private static final Duration SERVER_FORGETS = Duration.ofMinutes(3);
    private static final String ENGINE = "app.quotawatch.engine.Engine";
    private static final String APPLICATION = "app.quotawatch.probe.ProbeApplication";

    abstract Server server(Path run);

    /**
     * Returns how often an application without QuotaWatch is redeployed. If the server itself retains undeployed applications, it must
     * not retain more of those with QuotaWatch.
     */
    int timesWithoutUs() {
        return 0;
    }

    @Test
    void redeployedApplication_leavesNothingBehind() {
        Path runs = Path.of(System.getProperty("runs.folder"), getClass().getSimpleName());
        Folders.delete(runs.resolve("survivors.hprof"));
        try (Surroundings around = new Surroundings(); Server server = server(runs.resolve("life"))) {
            around.start(server);
            Heap heap = new Heap(server);
            Probe stays = server.deploy(around.war(runs, "stays", around.ingestOfOne.uri(), "stays", "1"));
            // WildFly's threads keep the request that they were created for, so it must be one of the application that stays
            stays.occupy(SERVER_THREADS);
            ProbeWar without = around.war(runs, "without", around.ingestOfTwo.uri(), "without", "3600")
                    .withoutQuotaWatch();
            for (int i = 0; i < timesWithoutUs(); i++) {
                redeploy(server, without, stays, probe -> callWithEveryClient(probe, around));
            }
            ProbeWar war = around.war(runs, "goes", around.ingestOfTwo.uri(), "goes", "3600");
            for (int i = 0; i < TIMES; i++) {
                redeploy(server, war, stays, probe -> {
                    callWithEveryClient(probe, around);
                    probe.flush();
                });
            }

            assertThat(around.ingestOfTwo.received())
                    .isEqualTo((long) TIMES * ClientKind.values().length * THREADS.size());
            if (server.exportsMetrics()) {
                assertNoMeters(around);
            }
            assertNothingSurvives(heap, stays, runs);
            assertThat(heap.threads("quotawatch")).doesNotHaveDuplicates();
            assertThat(server.log()).doesNotContain("HttpClient-");
            assertThat(server.log()).as("TomEE stops applications to the end")
                    .doesNotContain("An error occured while stopping the container");
            assertThat(Complaints.aboutUs(server.log())).isEmpty();
        }
    }

    private static void redeploy(Server server, ProbeWar war, Probe stays, Consumer<Probe> use) {
        use.accept(stays);
        use.accept(server.deploy(war));
        // afterwards no thread is still busy with the last request
        stays.occupy(SERVER_THREADS);
        server.undeploy(war.name());
    }

    private static void assertNothingSurvives(Heap heap, Probe stays, Path runs) {
        try {
            await().atMost(SERVER_FORGETS).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
                // some threads keep the last request that they served until they serve the next one
                stays.occupy(SERVER_THREADS);
                assertThat(heap.instancesOf(ENGINE)).as("engines").isEqualTo(1);
                long withUs = heap.loadersOf(ENGINE) - 1;
                long withoutUs = heap.loadersOf(APPLICATION) - 1 - withUs;
                assertThat(withUs).as("undeployed applications still in memory").isLessThanOrEqualTo(withoutUs);
            });
        } catch (RuntimeException e) {
            heap.dump(runs.resolve("survivors.hprof"));
            throw e;
        }
    }

    /* The last export of an undeployed application may arrive late. Meters that remain are exported again and again. */
    private static void assertNoMeters(Surroundings around) {
        assertThat(around.telemetryOfTwo.exports()).as("exports while deployed").isPositive();
        await().atMost(Server.PATIENCE).untilAsserted(() -> {
            around.telemetryOfTwo.forget();
            int before = around.telemetryOfOne.exports();
            await().atMost(Server.PATIENCE).until(() -> around.telemetryOfOne.exports() > before + 3);
            assertThat(around.telemetryOfTwo.points()).as("meters of undeployed applications").isEmpty();
        });
    }

    private static void callWithEveryClient(Probe probe, Surroundings around) {
        around.fromWar.on("/things/lost", HttpExchange::close);
        for (ClientKind kind : ClientKind.values()) {
            for (String thread : THREADS) {
                assertThat(probe.call(kind, thread, around.fromWar.uri(), kind.name(), 1)).isEqualTo("ok");
                assertThat(probe.call(kind, thread, around.fromWar.uri(), "lost", 1)).startsWith("failed: ");
            }
        }
    }
}
