package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Jdk;

/** Payara Micro with an application that differs from the usual one. */
@Tag("all-servers")
class PayaraMicroVariantsTest {

    private final Path runs = Path.of(System.getProperty("runs.folder"), getClass().getSimpleName());

    @Test
    void connectorProviderInTheApplication_isUsedAndEveryClientObservedThatFindsOurFilters() {
        try (Surroundings around = new Surroundings();
                Server server = new PayaraMicro(runs.resolve("provider"), Jdk.current())) {
            around.start(server);
            Probe probe = server.deploy(around.war(runs, "provider", around.ingestOfOne.uri(), "provider", "3600")
                    // a provider that every Jersey contains
                    .withService("org.glassfish.jersey.client.spi.ConnectorProvider",
                            "org.glassfish.jersey.client.HttpUrlConnectorProvider"));
            List<String> observed = new ArrayList<>();
            for (ClientKind kind : ClientKind.values()) {
                for (String thread : List.of("REQUEST", "COMMON_POOL")) {
                    String id = thread + "." + kind;
                    assertThat(probe.call(kind, thread, around.fromWar.uri(), id, 1)).isEqualTo("ok");
                    if (thread.equals("REQUEST") || kind.name().startsWith("MICROPROFILE")) {
                        observed.add("/things/" + id);
                    }
                }
            }
            probe.flush();

            assertThat(around.ingestOfOne.events()).extracting(StoredEvent::endpoint)
                    .containsExactlyInAnyOrderElementsOf(observed);
            server.terminate();
            assertThat(Complaints.aboutUs(server.log())).isEmpty();
        }
    }
}
