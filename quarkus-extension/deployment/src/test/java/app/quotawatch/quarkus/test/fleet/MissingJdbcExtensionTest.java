package app.quotawatch.quarkus.test.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.support.Apps;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** A store whose extension the application lacks ends the build, which names the extension. */
class MissingJdbcExtensionTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.plain()
            .overrideConfigKey("quotawatch.fleet.store", "jdbc")
            .overrideConfigKey("quotawatch.fleet.name", "shop")
            .assertException(error -> assertThat(error)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "quotawatch.fleet.store = 'jdbc': requires the extension quarkus-agroal; "
                                    + "add io.quarkus:quarkus-agroal to the application"));

    @Test
    void build_fails() {
        fail("the application must not be built");
    }
}
