package app.quotawatch.server.webhook;

import app.quotawatch.server.testing.TestDatabase;

class DeliveriesOnPostgresTest extends DeliveriesContract {

    @Override
    TestDatabase create() {
        return TestDatabase.postgres();
    }
}
