package app.quotawatch.quarkus.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same tests on the packaged application: a jar, or an executable with the profile {@code native}. */
@QuarkusIntegrationTest
class ProbeIT extends ProbeTest {}
