package app.quotawatch.server.view;

import app.quotawatch.server.testing.TestDatabase;

class ApiOnPostgresTest extends ApiContract {

    @Override
    ViewFixture open() {
        return new ViewFixture(TestDatabase.postgres());
    }
}
