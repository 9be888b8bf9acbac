package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Jdk;

/** TomEE with one application that uses QuotaWatch: in its default configuration, which has no executors, and beside another. */
@Tag("all-servers")
class TomEEVariantsTest {

    private final Path runs = Path.of(System.getProperty("runs.folder"), getClass().getSimpleName());

    @Test
    void singleApplication_isObservedOnEveryThreadAndFlushesOnItsOwnThread() {
        try (Surroundings around = new Surroundings(); Server server = new TomEE(runs.resolve("alone"), Jdk.current()) {
            @Override
            boolean hasManagedExecutor() {
                return false;
            }
        }) {
            around.start(server);
            Probe alone = server.deploy(around.war(runs, "alone", around.ingestOfOne.uri(), "alone", "0.2"));
            for (ClientKind kind : ClientKind.values()) {
                assertThat(alone.call(kind, "REQUEST", around.fromWar.uri(), "r" + kind, 1)).isEqualTo("ok");
                assertThat(alone.call(kind, "COMMON_POOL", around.fromWar.uri(), "p" + kind, 1)).isEqualTo("ok");
            }

            await().atMost(Server.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(around.ingestOfOne.events()).hasSize(2 * ClientKind.values().length));
            assertThat(alone.threadsIn("java.util.concurrent.ThreadPoolExecutor"))
                    .contains("quotawatch-flush");
            server.terminate();
            assertThat(Complaints.aboutUs(server.log())).isEmpty();
        }
    }

    @Test
    void applicationWithoutQuotaWatch_isNotObservedByAnotherOnAnyThread() {
        try (Surroundings around = new Surroundings();
                Server server = new TomEE(runs.resolve("strangers"), Jdk.current())) {
            around.start(server);
            Probe observed = server.deploy(around.war(runs, "observed", around.ingestOfOne.uri(), "observed", "3600"));
            Probe stranger = server.deploy(around.war(runs, "stranger", around.ingestOfTwo.uri(), "stranger", "3600")
                    .withoutQuotaWatch());
            for (ClientKind kind : Reach.ALL_BUT_BUILT.kinds()) {
                for (String thread : List.of("REQUEST", "COMMON_POOL", "MANAGED_EXECUTOR")) {
                    assertThat(stranger.call(kind, thread, around.fromWar.uri(), "strange", 1)).isEqualTo("ok");
                    assertThat(observed.call(kind, thread, around.fromWar.uri(), thread + kind, 1)).isEqualTo("ok");
                }
            }
            observed.flush();

            assertThat(around.ingestOfOne.events()).hasSize(3 * Reach.ALL_BUT_BUILT.kinds().size())
                    .extracting(StoredEvent::endpoint).doesNotHaveDuplicates().doesNotContain("/things/strange");
        }
    }
}
