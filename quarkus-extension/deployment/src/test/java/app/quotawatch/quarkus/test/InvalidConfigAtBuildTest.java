package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.support.Apps;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** What is wrong in what is known when the application is built ends the build, and everything is said at once. */
class InvalidConfigAtBuildTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.plain()
            .overrideConfigKey("quotawatch.buffer-size", "many")
            .overrideConfigKey("quotawatch.thresholds", "80,180")
            .overrideConfigKey("quotawatch.apis.things.base-url", "things.example.com")
            .overrideConfigKey("quotawatch.apis.things.limits.requests-per-week", "5")
            .overrideConfigKey("quotawatch.apis.later.limits.requests-per-minute", "60")
            .assertException(error -> {
                assertThat(error)
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("QuotaWatch's configuration has 4 problems:")
                        .hasMessageContaining(
                                "  - quotawatch.buffer-size = 'many': must be a whole number from 1 to 1000000")
                        .hasMessageContaining(
                                "  - quotawatch.thresholds = 180: each must be a whole number from 1 to 100")
                        .hasMessageContaining("  - quotawatch.apis.things.base-url = 'things.example.com': ")
                        .hasMessageContaining(
                                "  - quotawatch.apis.things.limits.requests-per-week: unknown limit; must be ")
                        .as("what is missing may come when the application starts")
                        .hasMessageNotContaining("later");
            });

    @Test
    void build_fails() {
        fail("the application must not be built");
    }
}
