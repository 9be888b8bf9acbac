package app.quotawatch.tck.resteasy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.client.jaxrs.ClientHttpEngine;
import org.jboss.resteasy.client.jaxrs.ResteasyClient;
import org.jboss.resteasy.client.jaxrs.ResteasyClientBuilder;
import org.jboss.resteasy.client.jaxrs.engines.AsyncClientHttpEngine;
import org.jboss.resteasy.client.jaxrs.internal.ClientInvocation;
import org.jboss.resteasy.client.jaxrs.internal.ClientRequestContextImpl;
import org.junit.jupiter.api.Test;

import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.rest.CallFilter;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Dead;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;

/** Failed calls are reported immediately for RESTEasy's own engines, and no engine and no client is different for it. */
class EnginesTest extends Suite {

    private static final URI API = URI.create("http://localhost:1");

    private final List<CallFailed> failures = new CopyOnWriteArrayList<>();

    private Application observing(URI api) {
        Application application = application(Settings.sendingTo(ingest).api("things", api));
        application.quotaWatch().onEvent(CallFailed.class, failures::add);
        return application;
    }

    private ResteasyClient client(Application application, ClientHttpEngine engine) {
        ResteasyClientBuilder builder = (ResteasyClientBuilder) ClientBuilder.newBuilder();
        return closing(application.call(() -> builder.httpEngine(engine).build()));
    }

    private static <T> T engine(Class<T> type, String method, Answer answer) {
        return type.cast(Proxy.newProxyInstance(EnginesTest.class.getClassLoader(), new Class<?>[]{type},
                (proxy, called, arguments) -> called.getName().equals(method) ? answer.get() : null));
    }

    private void assertFailed(FailureKind kind) {
        await().untilAsserted(() -> assertThat(failures).isNotEmpty());
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.duration()).isPresent();
        });
    }

    @Test
    void exceptionOfAnEngine_isReportedAndReachesTheApplicationAsTheSameObject() {
        Application application = observing(API);
        ProcessingException error = new ProcessingException(new SocketTimeoutException("Read timed out"));
        Client client = client(application, engine(ClientHttpEngine.class, "invoke", () -> {
            throw error;
        }));

        assertThat(catchThrowable(() -> client.target(API).path("x").request().get())).isSameAs(error);

        assertFailed(FailureKind.READ_TIMEOUT);
        assertQuiet();
    }

    @Test
    void failedFutureOfAnAsynchronousEngine_isReportedAndReachesTheApplication() {
        Application application = observing(API);
        ConnectException error = new ConnectException("Connection refused");
        Client client = client(application, engine(AsyncClientHttpEngine.class, "submit",
                () -> CompletableFuture.failedFuture(error)));

        Throwable thrown = catchThrowable(() -> client.target(API).path("x").request().async().get().get());

        assertThat(thrown).isInstanceOf(ExecutionException.class).cause().isSameAs(error);
        assertFailed(FailureKind.CONNECTION_REFUSED);
        assertQuiet();
    }

    @Test
    void engineOfTheApplication_staysAsItIsAndItsFailuresAreReportedLate() {
        Application application = observing(API);
        IOException undeclared = new IOException("Connection reset");
        Client client = client(application, new OwnEngine(undeclared));

        assertThat(catchThrowable(() -> client.target(API).path("x").request().get())).isSameAs(undeclared);

        await().untilAsserted(() -> {
            System.gc();
            assertThat(failures).singleElement().satisfies(failure -> {
                assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN);
                assertThat(failure.duration()).isEmpty();
            });
        });
        assertThat(application.quotaWatch().deliveryStats().internalErrors()).isZero();
        assertQuiet();
    }

    @Test
    void requestThatIsNotAsExpected_isReportedLateAndOthersImmediately() {
        Dead refusing = closing(Dead.refusing());
        Application application = observing(refusing.uri());
        Client client = closing(application.call(() -> ClientBuilder.newClient()));
        application.call(() -> {
            for (int i = 0; i < 2; i++) {
                new CallFilter().filter(new DifferentRequest((ClientInvocation) client.target(refusing.uri())
                        .path("different").request().buildGet()));
            }
            return null;
        });

        catchThrowable(() -> client.target(refusing.uri()).path("usual").request().get());

        await().untilAsserted(() -> {
            System.gc();
            assertThat(failures).extracting(CallFailed::endpoint, CallFailed::kind).containsExactlyInAnyOrder(
                    tuple("/different", FailureKind.UNKNOWN), tuple("/different", FailureKind.UNKNOWN),
                    tuple("/usual", FailureKind.CONNECTION_REFUSED));
        });
        assertThat(application.quotaWatch().deliveryStats().internalErrors()).isZero();
        assertQuiet();
    }

    @Test
    void invocationUsedAgain_isReportedEachTime() {
        Dead refusing = closing(Dead.refusing());
        Application application = observing(refusing.uri());
        Client client = closing(application.call(() -> ClientBuilder.newClient()));
        Invocation invocation = client.target(refusing.uri()).path("x").request().buildGet();

        for (int i = 1; i <= 3; i++) {
            assertThat(catchThrowable(invocation::invoke)).isInstanceOf(ProcessingException.class);
            int calls = i;
            await().untilAsserted(() -> assertThat(failures).hasSize(calls));
        }

        assertThat(failures).extracting(CallFailed::kind).containsOnly(FailureKind.CONNECTION_REFUSED);
    }

    @Test
    void invocationThatALaterFilterAborted_isAsBeforeAndReportedWhenItFails() {
        Dead refusing = closing(Dead.refusing());
        Application application = observing(refusing.uri());
        AbortingLast aborting = new AbortingLast();
        ResteasyClient client = (ResteasyClient) closing(application.call(() -> ClientBuilder.newClient()));
        client.register(aborting);
        Invocation invocation = client.target(refusing.uri()).path("x").request().buildGet();
        ResteasyClient before = ((ClientInvocation) invocation).getClient();
        invocation.invoke().close();
        invocation.invoke().close();
        aborting.on = false;

        assertThat(catchThrowable(invocation::invoke)).isInstanceOf(ProcessingException.class);

        assertFailed(FailureKind.CONNECTION_REFUSED);
        assertThat(((ClientInvocation) invocation).getClient()).isSameAs(before);
        assertQuiet();
    }

    @Test
    void application_seesTheSameClientAndEngineInEachPlace() {
        Application application = observing(upstream.uri());
        List<Object> clients = new ArrayList<>();
        ResteasyClient client = (ResteasyClient) closing(application.call(() -> ClientBuilder.newClient()));
        ClientHttpEngine engine = client.httpEngine();
        client.register((ClientRequestFilter) request -> clients.add(request.getClient()));
        client.register((ClientResponseFilter) (request, response) -> clients.add(request.getClient()));
        Invocation invocation = client.target(upstream.uri()).path("things/x").request().buildGet();
        clients.add(((ClientInvocation) invocation).getClient());

        Response response = invocation.invoke();
        response.close();

        clients.add(((ClientInvocation) invocation).getClient());
        assertThat(clients).hasSize(4).allSatisfy(seen -> assertThat(seen).isSameAs(clients.get(0)));
        assertThat(clients.get(0)).isInstanceOf(client.getClass());
        assertThat(client.httpEngine()).isSameAs(engine);
        assertThat(response.getClass().getName()).startsWith("org.jboss.resteasy.");
        assertThat(delivered(application)).hasSize(1);
    }

    private static final class DifferentRequest extends ClientRequestContextImpl {

        DifferentRequest(ClientInvocation invocation) {
            super(invocation);
        }

        @Override
        public ClientInvocation getInvocation() {
            return null;
        }
    }

    private interface Answer {
        Object get() throws Throwable;
    }

    /** The last filter of all, also after ours. */
    @Priority(Integer.MAX_VALUE)
    private static final class AbortingLast implements ClientRequestFilter {

        private boolean on = true;

        @Override
        public void filter(ClientRequestContext request) {
            if (on) {
                request.abortWith(Response.noContent().build());
            }
        }
    }

    /** Throws an exception that it does not declare, as other languages allow. */
    private record OwnEngine(Exception error) implements ClientHttpEngine {

        @SuppressWarnings("unchecked")
        private static <E extends Exception> RuntimeException undeclared(Exception error) throws E {
            throw (E) error;
        }

        @Override
        public Response invoke(Invocation request) {
            throw OwnEngine.<RuntimeException>undeclared(error);
        }

        @Override
        public SSLContext getSslContext() {
            return null;
        }

        @Override
        public HostnameVerifier getHostnameVerifier() {
            return null;
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
