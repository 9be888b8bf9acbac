package app.quotawatch.server.limit;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.testing.TestDatabase;

class ThresholdsOnSqliteTest extends ThresholdsContract {

    @TempDir
    private Path folder;

    @Override
    TestDatabase create() {
        return TestDatabase.sqlite(folder);
    }
}
