package app.quotawatch.server.batch;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.testing.TestDatabase;

class PlanLimitOnSqliteTest extends PlanLimitContract {

    @TempDir
    private Path folder;

    @Override
    TestDatabase open() {
        return TestDatabase.sqlite(folder);
    }
}
