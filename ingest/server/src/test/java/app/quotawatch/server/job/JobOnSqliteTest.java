package app.quotawatch.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.testing.TestBatch;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestWriter;

class JobOnSqliteTest extends JobContract {

    @TempDir
    Path folder;

    @Override
    TestDatabase open() {
        return TestDatabase.sqlite(folder);
    }

    @Override
    long bytesOfEvents() {
        return database.number("select page_count * page_size from pragma_page_count(), pragma_page_size()");
    }

    @Override
    String bytes(String hex) {
        return "x'" + hex + "'";
    }

    /* A file has one server. */
    @Override
    boolean isExclusive() {
        return false;
    }

    @Test
    void theFile_doesNotGrowOnceRowsAreDeletedAsFastAsTheyCome() throws Exception {
        TestWriter writer = writer();
        Retention retention = retention(new RetentionSettings(7, 1_000_000, 24));
        long[] sizes = new long[6];
        for (int round = 0; round < sizes.length; round++) {
            for (int i = 0; i < 40; i++) {
                TestBatch batch = new TestBatch();
                for (int n = 0; n < 500; n++) {
                    batch.at(time.clock().instant());
                }
                writer.store(project, null, batch.read());
            }
            retention.delete();
            sizes[round] = bytesOfEvents();
            time.pass(Duration.ofMinutes(1));
        }

        assertThat(sizes[5]).isLessThan(sizes[1] + 200_000);
    }
}
