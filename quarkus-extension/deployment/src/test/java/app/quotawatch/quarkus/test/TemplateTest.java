package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.QuotaWatch;
import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.quarkus.test.support.World;
import app.quotawatch.tck.clients.ThingsClient;
import io.quarkus.test.QuarkusUnitTest;

/** With {@code quotawatch.endpoint=template}, endpoints are named after the templates of the client's interface. */
class TemplateTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.observed().overrideRuntimeConfigKey("quotawatch.endpoint",
            "template");

    @Inject
    @RestClient
    ThingsClient things;

    @Inject
    QuotaWatch quotaWatch;

    @Test
    void endpoint_isTheTemplateOfTheMethod() {
        things.get("secret-42", "hush");

        quotaWatch.flush();
        assertThat(World.eventsOf("/things/{id}")).containsExactly("things GET 200 /things/{id}");
        assertThat(World.eventsOf("secret-42")).isEmpty();
    }
}
