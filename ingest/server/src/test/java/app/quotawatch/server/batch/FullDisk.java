package app.quotawatch.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.concurrent.ExecutionException;

import app.quotawatch.server.database.DatabaseUnavailableException;
import app.quotawatch.server.testing.SmallDisk;
import app.quotawatch.server.testing.Sums;
import app.quotawatch.server.testing.TestBatch;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestWriter;

/** Stores batches until the disk is full, and again when it is not any more. */
final class FullDisk {

    private static final int EVENTS = 500;
    private static final int MORE_THAN_FIT = 1_000;

    private FullDisk() {}

    static void fillAndEnlarge(TestDatabase database, SmallDisk disk) throws Exception {
        try (TestWriter writer = TestWriter.started(database.database(), TestWriter.SETTINGS, Clock.systemUTC())) {
            int project = database.project("shop", null, null);
            TestBatch batch = new TestBatch();
            for (int i = 0; i < EVENTS; i++) {
                batch.at(Clock.systemUTC().instant());
            }
            int stored = 0;
            try {
                while (stored < MORE_THAN_FIT) {
                    writer.store(project, "key" + stored, batch.read());
                    stored++;
                }
            } catch (ExecutionException full) {
                assertThat(full).hasCauseInstanceOf(DatabaseUnavailableException.class);
            }
            assertThat(stored).isBetween(1, MORE_THAN_FIT - 1);
            assertThat(Sums.of(database)).isEqualTo(Sums.ofEach((long) EVENTS * stored));

            disk.enlarge("64m");
            assertThat(writer.store(project, "key" + stored, batch.read())).isEqualTo(Stored.STORED);
            assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(EVENTS * (stored + 1L)));
        }
    }
}
