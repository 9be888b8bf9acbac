package app.quotawatch.rest.cxf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.jaxrs.client.ClientConfiguration;
import org.apache.cxf.jaxrs.client.ClientProviderFactory;
import org.apache.cxf.jaxrs.client.WebClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.rest.CallFilter;

/** A bus that the server created before the application started, and that serves other applications too. */
class ServerBusTest {

    private static final String BUS_PROVIDERS = "org.apache.cxf.jaxrs.bus.providers";

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final ClassLoader server = loader(before);
    private final ClassLoader application = loader(server);
    private final ClassLoader other = loader(server);
    private Bus bus;

    private static ClassLoader loader(ClassLoader parent) {
        return new URLClassLoader(new URL[0], parent);
    }

    @BeforeEach
    void serverMakesItsBus() {
        bus = BusFactory.newInstance().createBus();
        // as on a server with the jar in the application: the server's bus does not have our extension
        bus.setProperty(BUS_PROVIDERS, List.of());
        BusFactory.setDefaultBus(bus);
        BusFactory.setThreadDefaultBus(bus);
    }

    @AfterEach
    void stop() {
        Thread.currentThread().setContextClassLoader(before);
        BusFactory.setThreadDefaultBus(null);
        BusFactory.setDefaultBus(null);
        bus.shutdown(true);
    }

    private static boolean isObserved(ClassLoader maker) {
        Thread.currentThread().setContextClassLoader(maker);
        ClientConfiguration client = WebClient.getConfig(WebClient.create("http://localhost:1"));
        long filters = ClientProviderFactory.getInstance(client.getEndpoint()).getClientRequestFilters().stream()
                .filter(filter -> filter.getProvider() instanceof CallFilter).count();
        long interceptors = client.getOutInterceptors().stream().filter(FailureInterceptor.class::isInstance).count();
        assertThat(filters).isEqualTo(interceptors).isLessThanOrEqualTo(1);
        return filters == 1;
    }

    @Test
    void clientsOfTheApplication_areObservedUntilItStops() {
        assertThat(isObserved(application)).isFalse();
        try (ExistingClients watching = ServerBus.of(application)) {
            assertThat(watching).isNotNull();
            assertThat(isObserved(application)).isTrue();
            assertThat(isObserved(loader(application))).as("below the application").isTrue();
            assertThat(isObserved(other)).as("of another application").isFalse();
        }
        assertThat(isObserved(application)).isFalse();
    }

    @Test
    void clientOfUnknownOrigin_isObservedOnlyByASingleApplication() {
        try (ExistingClients watching = ServerBus.of(application)) {
            assertThat(watching).isNotNull();
            assertThat(isObserved(server)).isTrue();
            try (ExistingClients second = ServerBus.of(other)) {
                assertThat(second).isNotNull();
                assertThat(isObserved(server)).isFalse();
                assertThat(isObserved(application)).isTrue();
                assertThat(isObserved(other)).isTrue();
            }
            assertThat(isObserved(server)).isTrue();
        }
    }

    @Test
    void busWithOurExtension_isNotWatched() {
        bus.setProperty(BUS_PROVIDERS, List.of(new CallFilter()));

        assertThat(ServerBus.of(application)).isNull();
    }

    @Test
    void missingBus_isNeitherWatchedNorCreated() {
        BusFactory.setDefaultBus(null);

        assertThat(ServerBus.of(application)).isNull();
        assertThat(BusFactory.getDefaultBus(false)).isNull();
    }
}
