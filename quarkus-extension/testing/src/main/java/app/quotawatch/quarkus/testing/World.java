package app.quotawatch.quarkus.testing;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** The far side as a test resource. It exposes only JDK types to the tests, whose class loader differs. */
public final class World implements QuarkusTestResourceLifecycleManager {

    private FarSide farSide;

    /** Created by Quarkus. */
    public World() {}

    @Override
    public Map<String, String> start() {
        farSide = new FarSide();
        return Map.of(
                "quotawatch.api-key", "qw_test_secret",
                "quotawatch.ingest-url", farSide.ingestUrl(),
                "quotawatch.apis.things.base-url", farSide.upstreamUrl(),
                "quotawatch.apis.things.limits.requests-per-day", "1000",
                "quarkus.rest-client.things.url", farSide.upstreamUrl(),
                "test.upstream", farSide.upstreamUrl());
    }

    @Override
    public void inject(TestInjector injector) {
        Supplier<List<String>> events = farSide::events;
        injector.injectIntoFields(events, new TestInjector.MatchesType(Supplier.class));
        injector.injectIntoFields(farSide.upstreamUrl(), new TestInjector.MatchesType(String.class));
    }

    @Override
    public void stop() {
        farSide.close();
    }
}
