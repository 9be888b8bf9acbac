package app.quotawatch.server.http;

import app.quotawatch.tck.ingest.LibraryContract;
import app.quotawatch.tck.ingest.RunningIngest;
import app.quotawatch.tck.ingest.Setup;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(OnSqlite.class)
class LibraryTest extends LibraryContract {

    @Override
    protected RunningIngest start(Setup setup) {
        return new StartedServer(setup);
    }
}
