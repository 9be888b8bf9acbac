package app.quotawatch.server.database;

import app.quotawatch.server.testing.TestDatabase;

class SchemaOnPostgresTest extends SchemaContract {

    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
