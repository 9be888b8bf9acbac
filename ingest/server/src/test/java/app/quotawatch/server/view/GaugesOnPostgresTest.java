package app.quotawatch.server.view;

import app.quotawatch.server.testing.TestDatabase;

class GaugesOnPostgresTest extends GaugesContract {

    @Override
    ViewFixture open() {
        return new ViewFixture(TestDatabase.postgres());
    }
}
