package app.quotawatch.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.database.Schema;
import app.quotawatch.server.testing.SmallDisk;
import app.quotawatch.server.testing.Sums;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestWriter;
import app.quotawatch.tck.fleet.PostgresServer;

/** A PostgreSQL that fails in the ways that such servers fail in. */
class PostgresFaultsTest {

    private static PostgresServer postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void aServerThatIsKilledUnderLoad_losesNothingThatWasAcceptedAndRecovers() throws Exception {
        try (TestDatabase database = TestDatabase.postgres(postgres, "");
                TestWriter one = TestWriter.started(database.ofAnotherReplica(), TestWriter.settings(1),
                        Clock.systemUTC());
                TestWriter other = TestWriter.started(database.ofAnotherReplica(), TestWriter.settings(2),
                        Clock.systemUTC())) {
            int project = database.project("shop", null, null);
            Sender sender = new Sender(project, List.of(one, other));
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int number = i;
                Thread thread = new Thread(() -> sender.send("sender" + number, 60));
                thread.start();
                threads.add(thread);
            }
            Awaitility.await().until(() -> sender.accepted() > 20);
            postgres.kill();
            Awaitility.await().until(() -> sender.rejected() > 5);
            postgres.restart();
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(60));
            }

            assertThat(sender.accepted()).isEqualTo(180);
            awaitReady(database.schema());
            assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(180 * 20));
        }
    }

    @Test
    void aServerThatIsDown_makesTheDatabaseUnreadyUntilItIsBack() throws Exception {
        try (TestDatabase database = TestDatabase.postgres(postgres, "")) {
            Schema schema = database.schema();
            postgres.kill();
            try {
                schema.check();
                assertThat(schema.problem()).isNotNull();
                Schema started = database.schemaOfAnotherReplica();
                assertThat(started.problem()).isNotNull();
                postgres.restart();
                awaitReady(schema);
                awaitReady(started);
            } finally {
                if (schema.problem() != null) {
                    postgres.restart();
                }
            }
        }
    }

    @Test
    void aFullDisk_storesNothingInHalfAndIsOverOnceThereIsSpace(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, "16m")) {
            Assumptions.assumeTrue(disk.giveTo("postgres"), "there is no user postgres");
            postgres.sql("create tablespace small location '" + disk.folder() + "'");
            try (TestDatabase database = TestDatabase.postgres(postgres, "tablespace small")) {
                FullDisk.fillAndEnlarge(database, disk);
            } finally {
                for (String name : postgres.sql("select datname from pg_database where dattablespace ="
                        + " (select oid from pg_tablespace where spcname = 'small')").lines().toList()) {
                    postgres.sql("drop database " + name + " with (force)");
                }
                postgres.sql("drop tablespace small");
            }
        }
    }

    /* Connections that were idle while the server was down fail first. */
    private static void awaitReady(Schema schema) {
        Awaitility.await().until(() -> {
            schema.check();
            return schema.problem() == null;
        });
    }
}
