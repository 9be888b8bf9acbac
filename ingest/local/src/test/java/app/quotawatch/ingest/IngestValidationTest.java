package app.quotawatch.ingest;

import app.quotawatch.tck.ingest.IngestValidationContract;
import app.quotawatch.tck.ingest.RunningIngest;
import app.quotawatch.tck.ingest.Setup;

class IngestValidationTest extends IngestValidationContract {

    @Override
    protected RunningIngest start(Setup setup) {
        return new StartedIngest(setup);
    }
}
