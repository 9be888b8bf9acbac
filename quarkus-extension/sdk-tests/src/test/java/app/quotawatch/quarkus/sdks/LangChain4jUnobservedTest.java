package app.quotawatch.quarkus.sdks;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** Without QuotaWatch, the application gets the same. */
@QuarkusTest
@TestProfile(LangChain4jUnobservedTest.Disabled.class)
class LangChain4jUnobservedTest extends LangChain4jTest {

    @Override
    boolean isObserved() {
        return false;
    }

    /** The application without QuotaWatch. */
    public static final class Disabled implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quotawatch.enabled", "false");
        }
    }
}
