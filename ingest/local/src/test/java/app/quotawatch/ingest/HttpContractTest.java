package app.quotawatch.ingest;

import app.quotawatch.tck.ingest.IngestHttpContract;
import app.quotawatch.tck.ingest.RunningIngest;
import app.quotawatch.tck.ingest.Setup;

class HttpContractTest extends IngestHttpContract {

    @Override
    protected RunningIngest start(Setup setup) {
        return new StartedIngest(setup);
    }
}
