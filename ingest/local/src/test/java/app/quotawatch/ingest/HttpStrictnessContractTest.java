package app.quotawatch.ingest;

import app.quotawatch.tck.ingest.HttpStrictnessContract;
import app.quotawatch.tck.ingest.RunningIngest;
import app.quotawatch.tck.ingest.Setup;

class HttpStrictnessContractTest extends HttpStrictnessContract {

    @Override
    protected RunningIngest start(Setup setup) {
        return new StartedIngest(setup);
    }
}
