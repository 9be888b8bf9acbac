package app.quotawatch.quarkus.test.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.support.Apps;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** A client that only the start knows of, and that nothing injects, does not exist: that ends the start. */
class UnknownRedisClientTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.plain()
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-redis-client", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.devservices.enabled", "false")
            .overrideRuntimeConfigKey("quotawatch.fleet.store", "redis")
            .overrideRuntimeConfigKey("quotawatch.fleet.name", "shop")
            .overrideRuntimeConfigKey("quotawatch.fleet.redis.client-name", "counts")
            .assertException(error -> assertThat(error)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("quotawatch.fleet.redis.client-name = 'counts': the application has no such "
                            + "Redis client; set quotawatch.fleet.store and quotawatch.fleet.redis.client-name when the "
                            + "application is built"));

    @Test
    void start_fails() {
        fail("the application must not start");
    }
}
