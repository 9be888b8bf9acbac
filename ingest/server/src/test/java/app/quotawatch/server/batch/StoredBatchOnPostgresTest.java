package app.quotawatch.server.batch;

import app.quotawatch.server.testing.TestDatabase;

class StoredBatchOnPostgresTest extends StoredBatchContract {

    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
