package app.quotawatch.quarkus.test;

import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.quarkus.test.support.TracedCalls;
import io.quarkus.test.QuarkusUnitTest;

/** The same spans with QuotaWatch disabled. */
class TracingDisabledTest extends TracedCalls {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = traced(Apps.observed(TracedCalls.class))
            .overrideRuntimeConfigKey("quotawatch.enabled", "false");

    TracingDisabledTest() {
        super(false);
    }
}
