package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.ws.rs.client.ClientBuilder;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.QuotaWatch;
import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.tck.clients.ThingsClient;
import io.quarkus.test.QuarkusUnitTest;

/** With QuotaWatch disabled, calls work as usual and clients have none of its filters. */
class DisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.observed().overrideRuntimeConfigKey("quotawatch.enabled", "false");

    @Inject
    @RestClient
    ThingsClient things;

    @Inject
    QuotaWatch quotaWatch;

    @Test
    void call_isNotObserved() {
        assertThat(things.get("disabled", "hush")).isEqualTo("a thing");

        assertThat(quotaWatch.deliveryStats().recorded()).isZero();
        assertThat(quotaWatch.quotas()).isEmpty();
    }

    @Test
    void client_hasNoFilterOfOurs() {
        try (var client = ClientBuilder.newClient()) {
            assertThat(client.getConfiguration().getInstances()).extracting(Object::getClass)
                    .extracting(Class::getName).noneMatch(name -> name.startsWith("app.quotawatch"));
        }
    }
}
