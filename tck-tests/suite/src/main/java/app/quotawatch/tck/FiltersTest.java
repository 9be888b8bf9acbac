package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.rest.CallFilterClientListener;
import app.quotawatch.rest.CallFilterFeature;
import app.quotawatch.tck.clients.ThingsClient;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Suite;

/** The application's own filters at any priority, and our filter registered any number of times. */
public class FiltersTest extends Suite {

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 5000, Integer.MAX_VALUE - 1})
    void abortedRequest_isNotObserved(int priority) {
        Application application = application();

        String plain = application.call(() -> {
            Client client = ClientBuilder.newClient().register(new Aborting(), priority);
            try {
                return client.target(upstream.uri("/things/1")).request().get(String.class);
            } finally {
                client.close();
            }
        });
        String microprofile = application.call(() -> {
            try (ThingsClient client = RestClientBuilder.newBuilder().baseUri(upstream.uri())
                    .register(new Aborting(), priority).build(ThingsClient.class)) {
                return client.get("1", null);
            }
        });

        assertThat(List.of(plain, microprofile)).containsOnly("from the filter");
        assertThat(upstream.requests()).as("requests that reached the API").isEmpty();
        assertThat(delivered(application)).as("events of requests that were not sent").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, Integer.MAX_VALUE})
    void otherFilters_seeTheCallUnchanged(int priority) {
        Application application = application();
        Watching watching = new Watching();

        application.call(() -> {
            Client client = ClientBuilder.newClient().register(watching, priority);
            try {
                return client.target(upstream.uri("/things/1")).request().header("X-Mine", "1").get(String.class);
            } finally {
                client.close();
            }
        });

        assertThat(watching.seen).containsExactly("GET X-Mine=1", "200");
        assertThat(delivered(application)).hasSize(1);
    }

    @Test
    void rewrittenUrl_isTheObservedUrl() {
        Application application = application();

        application.call(() -> {
            Client client = ClientBuilder.newClient()
                    .register((ClientRequestFilter) request -> request.setUri(upstream.uri("/rewritten")), 7000);
            try {
                return client.target("http://unresolvable.invalid/").request().get(String.class);
            } finally {
                client.close();
            }
        });

        assertThat(delivered(application)).singleElement()
                .satisfies(event -> assertThat(event.endpoint()).isEqualTo("/rewritten"));
    }

    @Test
    void filterRegisteredManyTimes_recordsOnce() {
        Application application = application();

        application.call(() -> {
            Client client = ClientBuilder.newClient();
            new CallFilterFeature(); // an application may register by hand what is also discovered
            client.register(CallFilterFeature.class);
            RestClientBuilder builder = RestClientBuilder.newBuilder().baseUri(upstream.uri());
            new CallFilterClientListener().onNewClient(ThingsClient.class, builder);
            new CallFilterClientListener().onNewClient(ThingsClient.class, builder);
            try (ThingsClient things = builder.build(ThingsClient.class)) {
                client.target(upstream.uri("/plain")).request().get(String.class);
                return things.get("1", null);
            } finally {
                client.close();
            }
        });

        assertThat(delivered(application)).extracting(event -> event.endpoint())
                .containsExactly("/plain", "/things/1");
    }

    @Test
    void reusedInvocation_isTwoCalls() {
        Application application = application();

        application.call(() -> {
            Client client = ClientBuilder.newClient();
            try {
                Invocation invocation = client.target(upstream.uri("/again")).request().buildGet();
                invocation.invoke().close();
                invocation.invoke().close();
                return null;
            } finally {
                client.close();
            }
        });

        assertThat(delivered(application)).hasSize(2);
    }

    private static final class Aborting implements ClientRequestFilter {

        @Override
        public void filter(ClientRequestContext request) {
            request.abortWith(Response.ok("from the filter", "text/plain").build());
        }
    }

    private static final class Watching implements ClientRequestFilter, ClientResponseFilter {

        final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void filter(ClientRequestContext request) {
            seen.add(request.getMethod() + " X-Mine=" + request.getHeaderString("X-Mine"));
        }

        @Override
        public void filter(ClientRequestContext request, ClientResponseContext response) {
            seen.add(Integer.toString(response.getStatus()));
        }
    }
}
