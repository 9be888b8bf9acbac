package app.quotawatch.quarkus.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same, of the packaged application: a jar, or with the profile {@code native} an executable. */
@QuarkusIntegrationTest
class ProbeIT extends ProbeTest {}
