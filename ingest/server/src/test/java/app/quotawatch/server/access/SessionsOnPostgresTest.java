package app.quotawatch.server.access;

import app.quotawatch.server.testing.TestDatabase;

class SessionsOnPostgresTest extends SessionsContract {

    @Override
    TestDatabase create() {
        return TestDatabase.postgres();
    }
}
