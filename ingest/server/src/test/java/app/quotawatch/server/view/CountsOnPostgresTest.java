package app.quotawatch.server.view;

import app.quotawatch.server.testing.TestDatabase;

class CountsOnPostgresTest extends CountsContract {

    @Override
    ViewFixture open() {
        return new ViewFixture(TestDatabase.postgres());
    }
}
