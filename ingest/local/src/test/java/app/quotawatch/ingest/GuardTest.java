package app.quotawatch.ingest;

import app.quotawatch.tck.ingest.GuardContract;
import app.quotawatch.tck.ingest.RunningIngest;
import app.quotawatch.tck.ingest.Setup;

class GuardTest extends GuardContract {

    @Override
    protected RunningIngest start(Setup setup) {
        return new StartedIngest(setup);
    }
}
