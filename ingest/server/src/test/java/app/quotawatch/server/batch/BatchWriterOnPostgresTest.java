package app.quotawatch.server.batch;

import app.quotawatch.server.testing.TestDatabase;

class BatchWriterOnPostgresTest extends BatchWriterContract {

    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
