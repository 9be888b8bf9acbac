package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import app.quotawatch.tck.clients.ClientKind;

/** An application that comes and goes, beside one that stays, leaves nothing behind. */
abstract class Redeployments {

    private static final int TIMES = 20;
    private static final String ENGINE = "app.quotawatch.engine.Engine";

    abstract Server server(Path run);

    /** Returns whether parts of the server itself hold applications that are gone, so that counting loaders tells nothing of us. */
    boolean serverKeepsApplications() {
        return false;
    }

    @Test
    void applicationThatComesAndGoes_leavesNothingBehind() {
        Path runs = Path.of(System.getProperty("runs.folder"), getClass().getSimpleName());
        Folders.delete(runs.resolve("survivors.hprof"));
        try (Surroundings around = new Surroundings(); Server server = server(runs.resolve("life"))) {
            around.start(server);
            Heap heap = new Heap(server);
            Probe stays = server.deploy(around.war(runs, "stays", around.ingestOfOne.uri(), "stays", "1"));
            ProbeWar war = around.war(runs, "goes", around.ingestOfTwo.uri(), "goes", "3600");
            for (int i = 0; i < TIMES; i++) {
                Probe goes = server.deploy(war);
                List.of(stays, goes).forEach(probe -> useEverything(probe, around));
                server.undeploy("goes");
            }

            assertThat(around.ingestOfTwo.received()).isEqualTo((long) TIMES * ClientKind.values().length);
            if (!serverKeepsApplications()) {
                assertNothingSurvives(heap, runs);
            }
            assertThat(heap.threads("quotawatch")).doesNotHaveDuplicates();
            assertThat(server.log()).doesNotContain("HttpClient-");
            assertThat(Complaints.aboutUs(server.log())).isEmpty();
        }
    }

    private static void assertNothingSurvives(Heap heap, Path runs) {
        try {
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
                // an idle thread of the server may hold the last request that it served, and with it one application
                assertThat(heap.instancesOf(ENGINE)).isBetween(1L, 2L);
                assertThat(heap.loadersOf(ENGINE)).isBetween(1L, 2L);
            });
        } catch (RuntimeException e) {
            heap.dump(runs.resolve("survivors.hprof"));
            throw e;
        }
    }

    private static void useEverything(Probe probe, Surroundings around) {
        Stream.of(ClientKind.values()).forEach(kind -> assertThat(
                probe.call(kind, "REQUEST", around.fromWar.uri(), kind.name(), 1)).isEqualTo("ok"));
        probe.flush();
    }
}
