package app.quotawatch.ingest;

import java.net.URI;
import java.util.List;

import app.quotawatch.tck.ingest.RunningIngest;
import app.quotawatch.tck.ingest.Setup;
import app.quotawatch.tck.ingest.StoredCall;

/** A local ingest, as the contracts of every ingest see it. */
final class StartedIngest implements RunningIngest {

    private static final String KEY = "qw_live_right";

    private final LocalIngest ingest;

    StartedIngest(Setup setup) {
        LocalIngest.Builder builder = LocalIngest.builder().port(0).apiKey(KEY);
        if (setup.planApis() != null) {
            builder.planApis(setup.planApis());
        }
        if (setup.exchangeTimeout() != null) {
            builder.exchangeTimeout(setup.exchangeTimeout());
        }
        ingest = builder.start();
    }

    @Override
    public URI uri() {
        return ingest.uri();
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public long received() {
        return ingest.received();
    }

    @Override
    public long batches() {
        return ingest.batches();
    }

    @Override
    public long rejected() {
        return ingest.rejectedBatches();
    }

    @Override
    public List<StoredCall> stored() {
        return ingest.events().stream().map(StartedIngest::call).toList();
    }

    private static StoredCall call(StoredEvent event) {
        return new StoredCall(event.api(), event.endpoint(), event.method(), event.status(), event.latencyMs(),
                event.timestamp(), event.environment(), event.hit429(), event.rateLimitHeaders());
    }

    @Override
    public void close() {
        ingest.close();
    }

    @Override
    public String toString() {
        return ingest.toString();
    }
}
