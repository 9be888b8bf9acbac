package app.quotawatch.server.webhook;

import app.quotawatch.server.testing.TestDatabase;

class WebhooksOnPostgresTest extends WebhooksContract {

    @Override
    TestDatabase create() {
        return TestDatabase.postgres();
    }
}
