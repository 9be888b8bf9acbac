package app.quotawatch.server.batch;

import app.quotawatch.server.testing.TestDatabase;

class PlanLimitOnPostgresTest extends PlanLimitContract {

    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
