package app.quotawatch.server.view;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.testing.TestDatabase;

class ApiOnSqliteTest extends ApiContract {

    @TempDir
    static Path folder;

    @Override
    ViewFixture open() {
        return new ViewFixture(TestDatabase.sqlite(folder));
    }
}
