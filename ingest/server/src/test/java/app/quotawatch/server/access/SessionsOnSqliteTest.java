package app.quotawatch.server.access;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.testing.TestDatabase;

class SessionsOnSqliteTest extends SessionsContract {

    @TempDir
    private Path folder;

    @Override
    TestDatabase create() {
        return TestDatabase.sqlite(folder);
    }
}
