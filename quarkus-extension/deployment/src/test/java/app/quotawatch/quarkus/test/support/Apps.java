package app.quotawatch.quarkus.test.support;

import io.quarkus.test.QuarkusUnitTest;

/** Creates the applications under test. */
public final class Apps {

    private Apps() {}

    /**
     * Returns an application with a client of an API that QuotaWatch does not observe.
     *
     * @param more classes of the application besides the test class and its nested classes
     */
    public static QuarkusUnitTest plain(Class<?>... more) {
        return new QuarkusUnitTest()
                .withApplicationRoot(
                        jar -> jar.addClasses(Apps.class, World.class)
                                .addClasses(more))
                .overrideConfigKey("quarkus.index-dependency.clients.group-id", "app.quotawatch")
                .overrideConfigKey("quarkus.index-dependency.clients.artifact-id", "quotawatch-tck-clients")
                .overrideRuntimeConfigKey("quarkus.rest-client.things.url", World.upstreamUrl());
    }

    /** Returns an application whose calls to the API are observed and sent to the ingest. */
    public static QuarkusUnitTest observed(Class<?>... more) {
        return plain(more)
                .overrideConfigKey("quotawatch.api-key", "qw_test_secret")
                .overrideRuntimeConfigKey("quotawatch.ingest-url", World.ingestUrl())
                .overrideRuntimeConfigKey("quotawatch.apis.things.base-url", World.upstreamUrl());
    }

    /** Returns an application like {@link #observed}, whose API is known when it is built. */
    public static QuarkusUnitTest known(Class<?>... more) {
        return observed(more).overrideConfigKey("quotawatch.apis.things.base-url", World.upstreamUrl());
    }
}
