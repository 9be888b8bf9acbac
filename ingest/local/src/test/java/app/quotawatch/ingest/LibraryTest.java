package app.quotawatch.ingest;

import app.quotawatch.tck.ingest.LibraryContract;
import app.quotawatch.tck.ingest.RunningIngest;
import app.quotawatch.tck.ingest.Setup;

class LibraryTest extends LibraryContract {

    @Override
    protected RunningIngest start(Setup setup) {
        return new StartedIngest(setup);
    }
}
