package app.quotawatch.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.database.DatabaseUnavailableException;
import app.quotawatch.server.testing.SmallDisk;
import app.quotawatch.server.testing.Sums;
import app.quotawatch.server.testing.TestBatch;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestWriter;

class BatchWriterOnSqliteTest extends BatchWriterContract {

    @TempDir
    Path folder;

    @Override
    TestDatabase open() {
        return TestDatabase.sqlite(folder);
    }

    @Test
    void aFullDisk_storesNothingInHalfAndIsOverOnceThereIsSpace() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, "4m");
                TestDatabase small = TestDatabase.sqlite(disk.folder())) {
            FullDisk.fillAndEnlarge(small, disk);
        }
    }

    @Test
    void aFullFile_storesNothingInHalfAndIsOverOnceRowsAreDeleted() throws Exception {
        try (TestDatabase small = TestDatabase.sqlite(folder, "max_page_count=100");
                TestWriter writer = TestWriter.started(small.database(), TestWriter.SETTINGS, time.clock())) {
            int project = small.project("shop", null, null);
            Instant now = time.clock().instant();
            TestBatch batch = new TestBatch();
            for (int i = 0; i < 300; i++) {
                batch.at(now);
            }
            int stored = 0;
            try {
                while (stored < 1_000) {
                    writer.store(project, "key" + stored, batch.read());
                    stored++;
                }
            } catch (ExecutionException full) {
                assertThat(full).hasCauseInstanceOf(DatabaseUnavailableException.class);
            }
            int before = stored;
            assertThat(before).isBetween(1, 999);
            assertThat(Sums.of(small)).isEqualTo(Sums.ofEach(300L * before));
            assertThatThrownBy(() -> writer.store(project, "key" + before, batch.read()))
                    .hasCauseInstanceOf(DatabaseUnavailableException.class);

            small.execute("delete from event");
            assertThat(writer.store(project, "key" + before, batch.read())).isEqualTo(Stored.STORED);
            assertThat(small.number("select count(*) from event")).isEqualTo(300);
        }
    }
}
