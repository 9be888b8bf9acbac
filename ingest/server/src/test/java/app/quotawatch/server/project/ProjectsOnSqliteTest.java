package app.quotawatch.server.project;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.testing.TestDatabase;

class ProjectsOnSqliteTest extends ProjectsContract {

    @TempDir
    private Path folder;

    @Override
    TestDatabase create() {
        return TestDatabase.sqlite(folder);
    }
}
