package app.quotawatch.rest.cxf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;

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
        return new Loader(parent);
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
        return isObserved(maker, WebClient::create);
    }

    private static boolean isObserved(ClassLoader maker, Function<String, WebClient> creation) {
        Thread.currentThread().setContextClassLoader(maker);
        ClientConfiguration client = WebClient.getConfig(creation.apply("http://localhost:1"));
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
    void clientThatTheApplicationCreatesOnAThreadOfTheServer_isObservedByThisApplicationOnly() throws Exception {
        Function<String, WebClient> ours = codeIn(application).get();
        Function<String, WebClient> theirs = codeIn(other).get();
        ClassLoader ofExecutor = loader(null);
        try (ExistingClients watching = ServerBus.of(application)) {
            assertThat(watching).isNotNull();
            for (ClassLoader thread : List.of(server, ofExecutor)) {
                assertThat(isObserved(thread, ours)).as("ours").isTrue();
                assertThat(isObserved(thread, theirs)).as("of an application that does not watch").isFalse();
            }
            try (ExistingClients second = ServerBus.of(other)) {
                assertThat(second).isNotNull();
                for (ClassLoader thread : List.of(server, ofExecutor)) {
                    assertThat(isObserved(thread, ours)).as("of one").isTrue();
                    assertThat(isObserved(thread, theirs)).as("of the other").isTrue();
                }
                assertThat(isObserved(other, ours)).as("a thread of one, code of the other").isTrue();
            }
            assertThat(isObserved(ofExecutor)).as("of the server").isFalse();
        }
    }

    @Test
    void methodReferenceOfTheApplication_isCodeOfTheApplication() throws Exception {
        Function<String, WebClient> reference = codeIn(application).reference();
        try (ExistingClients watching = ServerBus.of(application); ExistingClients second = ServerBus.of(other)) {
            assertThat(watching).isNotNull();
            assertThat(second).isNotNull();
            assertThat(isObserved(server, reference)).isTrue();
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

    private static Code codeIn(ClassLoader loader) throws ReflectiveOperationException, IOException {
        try (InputStream in = Code.class.getResourceAsStream("ServerBusTest$CodeOfAnApplication.class")) {
            byte[] bytes = in.readAllBytes();
            return (Code) ((Loader) loader).define(CodeOfAnApplication.class.getName(), bytes)
                    .getConstructor().newInstance();
        }
    }

    /** The class loader of a server or of an application. */
    private static final class Loader extends ClassLoader {

        Loader(ClassLoader parent) {
            super(parent);
        }

        Class<?> define(String name, byte[] bytes) {
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** How the code of an application creates clients. */
    public interface Code {

        /** Returns code of the application. */
        Function<String, WebClient> get();

        /** Returns a method reference, which leaves no named class of the application on the stack. */
        Function<String, WebClient> reference();
    }

    /** Each application has this class for itself. */
    public static final class CodeOfAnApplication implements Code {

        @Override
        public Function<String, WebClient> get() {
            return uri -> WebClient.create(uri);
        }

        @Override
        public Function<String, WebClient> reference() {
            return WebClient::create;
        }
    }
}
