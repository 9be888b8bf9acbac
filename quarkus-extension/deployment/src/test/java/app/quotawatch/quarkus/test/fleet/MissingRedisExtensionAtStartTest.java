package app.quotawatch.quarkus.test.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.support.Apps;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** A store whose extension the application lacks ends the start if only the start knows of it. */
class MissingRedisExtensionAtStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.plain()
            .overrideRuntimeConfigKey("quotawatch.fleet.store", "redis")
            .overrideRuntimeConfigKey("quotawatch.fleet.name", "shop")
            .assertException(error -> assertThat(error)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "quotawatch.fleet.store = 'redis': requires the extension quarkus-redis-client; "
                                    + "add io.quarkus:quarkus-redis-client to the application"));

    @Test
    void start_fails() {
        fail("the application must not start");
    }
}
