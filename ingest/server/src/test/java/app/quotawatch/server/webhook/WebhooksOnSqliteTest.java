package app.quotawatch.server.webhook;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.testing.TestDatabase;

class WebhooksOnSqliteTest extends WebhooksContract {

    @TempDir
    private Path folder;

    @Override
    TestDatabase create() {
        return TestDatabase.sqlite(folder);
    }
}
