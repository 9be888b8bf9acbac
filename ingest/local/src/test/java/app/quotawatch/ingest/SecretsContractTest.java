package app.quotawatch.ingest;

import app.quotawatch.tck.ingest.RunningIngest;
import app.quotawatch.tck.ingest.SecretsContract;
import app.quotawatch.tck.ingest.Setup;

class SecretsContractTest extends SecretsContract {

    @Override
    protected RunningIngest start(Setup setup) {
        return new StartedIngest(setup);
    }
}
