package app.quotawatch.quarkus.it;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import app.quotawatch.ingest.LocalIngest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** An API and an ingest around the application under test. What it gives to tests are types of the JDK: their class loader differs. */
public final class World implements QuarkusTestResourceLifecycleManager {

    private Upstream upstream;
    private LocalIngest ingest;

    @Override
    public Map<String, String> start() {
        upstream = new Upstream();
        ingest = LocalIngest.builder().port(0).start();
        return Map.of(
                "quotawatch.api-key", "qw_test_secret",
                "quotawatch.ingest-url", ingest.uri().toString(),
                "quotawatch.apis.things.base-url", upstream.uri(),
                "quotawatch.apis.things.limits.requests-per-day", "1000",
                "quarkus.rest-client.things.url", upstream.uri(),
                "test.upstream", upstream.uri());
    }

    @Override
    public void inject(TestInjector injector) {
        Supplier<List<String>> events = () -> ingest.events().stream()
                .map(event -> event.api() + " " + event.method() + " " + event.status() + " " + event.endpoint())
                .toList();
        injector.injectIntoFields(events, new TestInjector.MatchesType(Supplier.class));
        injector.injectIntoFields(upstream.uri(), new TestInjector.MatchesType(String.class));
    }

    @Override
    public void stop() {
        ingest.close();
        upstream.close();
    }
}
