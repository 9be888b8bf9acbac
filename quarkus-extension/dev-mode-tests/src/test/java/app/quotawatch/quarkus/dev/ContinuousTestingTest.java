package app.quotawatch.quarkus.dev;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.testing.FarSide;
import io.quarkus.test.ContinuousTestingTestUtils;
import io.quarkus.test.QuarkusDevModeTest;

/** The application's own tests, which run again with each change, in development mode. */
class ContinuousTestingTest {

    private static final FarSide FAR_SIDE = new FarSide();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar
                    .addClass(CalledClients.class)
                    .addAsResource(new StringAsset(ContinuousTestingTestUtils.appProperties(
                            "quarkus.http.host=localhost",
                            "quarkus.http.port=18100",
                            "quarkus.http.test-port=0",
                            "quotawatch.apis.things.base-url=" + FAR_SIDE.upstreamUrl())), "application.properties"))
            .setTestArchiveProducer(() -> ShrinkWrap.create(JavaArchive.class).addClass(CalledClientsET.class));

    @AfterAll
    static void end() {
        FAR_SIDE.close();
    }

    @Test
    void testsOfTheApplication_haveObservedClients_alsoAfterAChange() {
        ContinuousTestingTestUtils runs = new ContinuousTestingTestUtils();

        assertPassed(runs.waitForNextCompletion());

        APPLICATION.modifySourceFile(CalledClients.class,
                source -> source.replace("HttpClient.newHttpClient()", "HttpClient.newBuilder().build()"));
        assertPassed(runs.waitForNextCompletion());
    }

    private static void assertPassed(ContinuousTestingTestUtils.TestStatus status) {
        assertThat(status.getTestsFailed()).as(status.toString()).isZero();
        assertThat(status.getTestsPassed()).as(status.toString()).isEqualTo(1);
    }
}
