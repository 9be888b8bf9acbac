package app.quotawatch.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.project.Projects;
import app.quotawatch.server.testing.Sums;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.tck.fleet.PostgresServer;

/** Two servers on one PostgreSQL, all of which end without warning while applications send. */
class TwoServersIT {

    private static final int CLIENTS = 3;
    private static final int BATCHES = 150;

    @TempDir
    Path folder;
    private PostgresServer postgres;
    private TestDatabase database;
    private ServerProcess one;
    private ServerProcess other;

    @BeforeEach
    void start() throws Exception {
        postgres = PostgresServer.start();
        database = TestDatabase.postgres(postgres, "");
        one = new ServerProcess(folder.resolve("one"), database.url());
        other = new ServerProcess(folder.resolve("other"), database.url());
        one.start();
        other.start();
    }

    @AfterEach
    void stop() {
        other.close();
        one.close();
        database.close();
        postgres.close();
    }

    @Test
    @Timeout(240)
    void whatWasAccepted_isStoredOnceWhateverIsKilled() throws Exception {
        String key = new Projects(database.database()).create("shop", null, null).orElseThrow().key().reveal();
        List<URI> servers = List.of(one.uri("/v1/ingest"), other.uri("/v1/ingest"));
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Thread(new PatientClient("client" + i, key, servers, BATCHES, accepted, failed)));
        }
        clients.forEach(Thread::start);

        awaitMore(accepted, 20);
        one.kill();
        awaitMore(accepted, 20);
        postgres.kill();
        awaitMore(failed, 10);
        other.kill();
        postgres.restart();
        one.start();
        awaitMore(accepted, 20);
        other.start();
        for (Thread client : clients) {
            client.join(TimeUnit.SECONDS.toMillis(60));
        }

        long events = (long) CLIENTS * BATCHES * PatientClient.EVENTS;
        assertThat(accepted.get()).isEqualTo(CLIENTS * BATCHES);
        Awaitility.await().ignoreExceptions().until(() -> {
            database.schema().check();
            return database.schema().problem() == null;
        });
        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(events));
        Awaitility.await("the job").atMost(Duration.ofSeconds(60))
                .until(() -> database.number("select coalesce(sum(calls), 0) from hour") == events);
        assertThat(one.stop()).isTrue();
        assertThat(other.stop()).isTrue();
        assertThat(one.logged() + other.logged()).doesNotContain(key, " ERROR ");
    }

    private static void awaitMore(AtomicInteger count, int more) {
        int before = count.get();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> count.get() >= before + more);
    }
}
