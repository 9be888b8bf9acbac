package app.quotawatch.tck.jersey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.Configuration;

import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.client.HttpUrlConnectorProvider;
import org.glassfish.jersey.client.JerseyClient;
import org.glassfish.jersey.client.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Dead;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;
import app.quotawatch.tck.support.Upstream;

/** A client that makes its first call on a thread without the application's class loader is observed like any other. */
class FirstCallOnForeignThreadTest extends Suite {

    private final List<CallFailed> failures = new CopyOnWriteArrayList<>();
    private Application application;

    @BeforeEach
    void start() {
        application = observing(upstream.uri());
    }

    private Application observing(URI api) {
        Application started = application(Settings.sendingTo(ingest).api("things", api)
                .set("things/mp-rest/url", api.toString()));
        started.quotaWatch().onEvent(CallFailed.class, failures::add);
        return started;
    }

    private static String connector(Client client) {
        return ((JerseyClient) client).preInitialize().getConfiguration().getConnector().getClass().getSimpleName();
    }

    @ParameterizedTest
    @EnumSource
    void eachClient_isObservedOnce(ClientKind kind) {
        upstream.on("/things/" + kind, Upstream.responding(429, "wait", "X-RateLimit-Remaining", "0"));
        upstream.on("/things/good-" + kind, Upstream.responding(200, "a thing", "X-RateLimit-Remaining", "59"));
        ForeignThread thread = new ForeignThread(application);

        catchThrowable(() -> kind.call(thread, upstream.uri(), kind.name(), "hush"));
        assertThat(kind.call(thread, upstream.uri(), "good-" + kind, "hush")).isEqualTo("a thing");

        assertThat(delivered(application)).extracting(StoredEvent::status, StoredEvent::endpoint).containsExactly(
                tuple(429, "/things/" + kind),
                tuple(200, "/things/good-" + kind));
        assertThat(application.quotaWatch().deliveryStats().internalErrors()).isZero();
        assertQuiet();
    }

    @Test
    void failureOfEachClient_isReportedOnceAndReachesTheApplicationUnchanged() {
        application.close();
        Dead refusing = closing(Dead.refusing());
        Application failing = observing(refusing.uri());
        ForeignThread thread = new ForeignThread(failing);

        for (ClientKind kind : ClientKind.values()) {
            failures.clear();
            Throwable here = catchThrowable(() -> kind.call(failing, refusing.uri(), "here", "hush"));
            Throwable there = catchThrowable(() -> kind.call(thread, refusing.uri(), "there", "hush"));

            assertThat(kinds(there)).as(kind.name()).isEqualTo(kinds(here));
            await().untilAsserted(() -> assertThat(failures).hasSize(2));
            assertThat(failures).extracting(CallFailed::endpoint)
                    .containsExactlyInAnyOrder("/things/here", "/things/there");
            assertThat(failures).allSatisfy(failure -> {
                assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION_REFUSED);
                assertThat(failure.duration()).isPresent();
            });
        }
        assertThat(failing.quotaWatch().deliveryStats().failedCalls()).isEqualTo(2L * ClientKind.values().length);
        assertQuiet();
    }

    private static List<String> kinds(Throwable error) {
        List<String> kinds = new ArrayList<>();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            kinds.add(cause.getClass().getName());
        }
        return kinds;
    }

    @Test
    void connector_isJerseysOwnWhereTheFiltersAreRegistered() {
        Client found = closing(application.call(() -> ClientBuilder.newClient()));
        Client missed = closing(application.call(() -> ClientBuilder.newClient()));

        assertThat(application.call(() -> connector(found))).isEqualTo("HttpUrlConnector");
        assertThat(new ForeignThread(application).call(() -> connector(missed))).isEqualTo("ObservedConnector");
    }

    @Test
    void configurationsOfTwoClients_areEqualAsWithoutQuotaWatch() {
        ClientConfig one = application.call(() -> new ClientConfig());
        ClientConfig other = application.call(() -> new ClientConfig());

        assertThat(one.getConnectorProvider()).isInstanceOf(HttpUrlConnectorProvider.class)
                .isEqualTo(other.getConnectorProvider()).hasSameHashCodeAs(other.getConnectorProvider());
    }

    @Test
    void providerThatTheApplicationSets_isNotReplaced() {
        Client client = closing(application.call(() -> ClientBuilder
                .newClient(new ClientConfig().connectorProvider(new ProviderOfTheApplication()))));

        assertThat(new ForeignThread(application).call(() -> connector(client))).isEqualTo("HttpUrlConnector");
    }

    @Test
    void providerThatTheApplicationContains_createsTheConnector(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("org.glassfish.jersey.client.spi.ConnectorProvider"),
                ProviderOfTheApplication.class.getName());
        ProviderOfTheApplication.created = 0;

        Client client = closing(application.call(() -> {
            Thread thread = Thread.currentThread();
            ClassLoader loader = new URLClassLoader(new URL[]{folder.toUri().toURL()},
                    thread.getContextClassLoader());
            thread.setContextClassLoader(loader);
            return ClientBuilder.newClient();
        }));

        assertThat(new ForeignThread(application).call(() -> connector(client))).isEqualTo("HttpUrlConnector");
        assertThat(ProviderOfTheApplication.created).isEqualTo(1);
    }

    /** A provider like Apache's or Netty's. */
    public static final class ProviderOfTheApplication extends HttpUrlConnectorProvider {

        private static int created;

        /** For Jersey. */
        public ProviderOfTheApplication() {}

        @Override
        public Connector getConnector(Client client, Configuration configuration) {
            created++;
            return super.getConnector(client, configuration);
        }
    }
}
