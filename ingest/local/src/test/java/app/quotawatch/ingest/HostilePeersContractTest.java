package app.quotawatch.ingest;

import app.quotawatch.tck.ingest.HostilePeersContract;
import app.quotawatch.tck.ingest.RunningIngest;
import app.quotawatch.tck.ingest.Setup;

class HostilePeersContractTest extends HostilePeersContract {

    @Override
    protected RunningIngest start(Setup setup) {
        return new StartedIngest(setup);
    }
}
