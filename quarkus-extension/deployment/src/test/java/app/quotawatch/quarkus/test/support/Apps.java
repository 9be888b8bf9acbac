package app.quotawatch.quarkus.test.support;

import io.quarkus.test.QuarkusUnitTest;

/** Creates the applications under test. */
public final class Apps {

    private static final String BASE_URL = "quotawatch.apis.things.base-url";

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
        return delivering(more).overrideConfigKey(BASE_URL, World.upstreamUrl());
    }

    /** Returns an application like {@link #observed} that is built without the API, which it knows when it starts. */
    public static QuarkusUnitTest configuredAtStart(Class<?>... more) {
        return delivering(more).overrideRuntimeConfigKey(BASE_URL, World.upstreamUrl());
    }

    private static QuarkusUnitTest delivering(Class<?>... more) {
        return plain(more)
                .overrideConfigKey("quotawatch.api-key", "qw_test_secret")
                .overrideRuntimeConfigKey("quotawatch.ingest-url", World.ingestUrl());
    }
}
