package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.support.Apps;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** What is wrong in what only the start knows ends the start, with the same list as on every platform. */
class InvalidConfigAtStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.plain()
            .overrideRuntimeConfigKey("quotawatch.flush-interval-seconds", "0")
            .overrideRuntimeConfigKey("quotawatch.apis.later.limits.requests-per-minute", "60")
            .assertException(error -> assertThat(error)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("QuotaWatch's configuration has 2 problems:")
                    .hasMessageContaining("  - quotawatch.flush-interval-seconds = 0.0: must be more than 0")
                    .hasMessageContaining("  - quotawatch.apis.later.base-url is missing: it is required"));

    @Test
    void start_fails() {
        fail("the application must not start");
    }
}
