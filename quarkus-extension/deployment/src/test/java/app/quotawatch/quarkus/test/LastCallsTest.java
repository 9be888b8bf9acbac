package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.quarkus.test.support.World;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.QuarkusUnitTest;

/** Calls that an application makes while it stops are delivered too. */
class LastCallsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.observed()
            .overrideRuntimeConfigKey("quotawatch.flush-interval-seconds", "3600")
            .setAfterAllCustomizer(() -> {
                assertThat(World.requestsOf("/while-stopping")).hasSize(1);
                assertThat(World.eventsOf("/while-stopping")).as("at ShutdownEvent").hasSize(1);
                assertThat(World.requestsOf("/while-destroyed")).hasSize(1);
                assertThat(World.eventsOf("/while-destroyed")).as("at @PreDestroy").hasSize(1);
            });

    @Inject
    Ending ending;

    @Test
    void application_starts() {
        assertThat(ending).isNotNull();
    }

    /** A bean that makes calls while the application stops. */
    @Singleton
    public static class Ending {

        void stop(@Observes ShutdownEvent event) {
            call("while-stopping");
        }

        @PreDestroy
        void destroy() {
            call("while-destroyed");
        }

        private static void call(String id) {
            try (var client = ClientBuilder.newClient()) {
                client.target(World.upstreamUrl()).path("things").path(id).request().get(String.class);
            }
        }
    }
}
