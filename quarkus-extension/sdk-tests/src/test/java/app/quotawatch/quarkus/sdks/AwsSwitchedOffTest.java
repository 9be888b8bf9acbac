package app.quotawatch.quarkus.sdks;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** The AWS SDK can be left alone, also its Apache client. */
@QuarkusTest
@TestProfile(AwsSwitchedOffTest.SwitchedOff.class)
class AwsSwitchedOffTest extends AwsTest {

    @Override
    boolean isObserved() {
        return false;
    }

    /** The application that leaves the SDK alone. */
    public static final class SwitchedOff implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.quotawatch.clients.aws", "false");
        }
    }
}
