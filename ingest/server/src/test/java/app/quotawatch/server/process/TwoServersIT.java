package app.quotawatch.server.process;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Two servers on one PostgreSQL, all of which end without warning while applications send. */
class TwoServersIT {

    private static final int CLIENTS = 3;
    private static final int BATCHES = 150;

    @TempDir
    Path folder;
    private TwoServers servers;

    @BeforeEach
    void start() throws Exception {
        servers = TwoServers.start(folder);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    @Timeout(240)
    void whatWasAccepted_isStoredOnceWhateverIsKilled() throws Exception {
        String key = new Projects(servers.database.database()).create("shop", null, null).orElseThrow().key().reveal();
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Thread(
                    new PatientClient("client" + i, key, servers.ingestsFor(i), BATCHES, accepted, failed)));
        }
        clients.forEach(Thread::start);

        awaitMore(accepted, 20);
        servers.one.kill();
        awaitMore(accepted, 20);
        servers.postgres.kill();
        awaitMore(failed, 10);
        servers.other.kill();
        servers.postgres.restart();
        servers.one.start();
        awaitMore(accepted, 20);
        servers.other.start();
        for (Thread client : clients) {
            client.join(TimeUnit.SECONDS.toMillis(60));
        }

        long events = (long) CLIENTS * BATCHES * PatientClient.EVENTS;
        assertThat(accepted.get()).isEqualTo(CLIENTS * BATCHES);
        Awaitility.await().ignoreExceptions().until(() -> {
            servers.database.schema().check();
            return servers.database.schema().problem() == null;
        });
        assertThat(Sums.of(servers.database)).isEqualTo(Sums.ofEach(events));
        Awaitility.await("the job").atMost(Duration.ofSeconds(60))
                .until(() -> servers.database.number("select coalesce(sum(calls), 0) from hour") == events);
        assertThat(servers.one.stop()).isTrue();
        assertThat(servers.other.stop()).isTrue();
        assertThat(servers.one.logged() + servers.other.logged()).doesNotContain(key, " ERROR ");
    }

    private static void awaitMore(AtomicInteger count, int more) {
        int before = count.get();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> count.get() >= before + more);
    }
}
