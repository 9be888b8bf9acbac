package app.quotawatch.server.project;

import app.quotawatch.server.testing.TestDatabase;

class ProjectsOnPostgresTest extends ProjectsContract {

    @Override
    TestDatabase create() {
        return TestDatabase.postgres();
    }
}
