package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.ApiCall;
import app.quotawatch.QuotaWatch;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.quarkus.test.support.World;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Features that only Quarkus's REST client has are observed too, and work as they do without QuotaWatch. */
class QuarkusClientsTest {

    private static final int SECONDS = 30;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.observed();

    @Inject
    @RestClient
    Things things;

    @Inject
    QuotaWatch quotaWatch;

    @Inject
    Vertx vertx;

    @Test
    void uni_isObservedOncePerSubscription() {
        Uni<String> uni = things.uni("uni");

        assertThat(uni.await().indefinitely()).isEqualTo("a thing");
        assertThat(uni.await().indefinitely()).isEqualTo("a thing");

        assertThat(eventsOf("/uni")).as("each subscription is one call").hasSize(2);
    }

    @Test
    void serverSentEvents_areOneCall() {
        List<String> heard = things.events().collect().asList().await().indefinitely();

        assertThat(heard).containsExactly("a", "b", "c");
        assertThat(eventsOf("/events")).containsExactly("things GET 200 /things/events");
    }

    @Test
    void quarkusBuilder_isObserved() {
        Things built = QuarkusRestClientBuilder.newBuilder().baseUri(URI.create(World.upstreamUrl()))
                .build(Things.class);

        assertThat(built.get("built")).isEqualTo("a thing");

        assertThat(eventsOf("/built")).hasSize(1);
    }

    @Test
    void retry_isOneCallPerAttempt() {
        assertThatThrownBy(() -> things.retried("status-503")).isInstanceOf(WebApplicationException.class);

        assertThat(World.requestsOf("/status-503")).hasSize(3);
        assertThat(eventsOf("/status-503")).as("each attempt is one call").hasSize(3);
    }

    @Test
    void retryOnTheEventLoop_isOneCallPerAttemptAndStaysThere() throws Exception {
        List<String> observers = new CopyOnWriteArrayList<>();
        quotaWatch.onCall(call -> {
            if (call.endpoint().endsWith("/status-500")) {
                observers.add(Thread.currentThread().getName());
            }
        });
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        CompletableFuture<List<Object>> where = new CompletableFuture<>();
        context.runOnContext(go -> {
            Thread caller = Thread.currentThread();
            things.retriedLater("status-500").subscribe().with(
                    body -> where.completeExceptionally(new AssertionError(body)),
                    failure -> where.complete(List.of(caller, Thread.currentThread(),
                            VertxContext.getRootContext(Vertx.currentContext()))));
        });

        List<Object> seen = where.get(SECONDS, TimeUnit.SECONDS);

        assertThat(seen.get(1)).as("not moved to another thread").isSameAs(seen.get(0));
        assertThat(seen.get(2)).as("a context of the caller's event loop")
                .isSameAs(VertxContext.getRootContext(context));
        assertThat(World.requestsOf("/status-500")).hasSize(3);
        assertThat(eventsOf("/status-500")).as("each attempt is one call").hasSize(3);
        assertThat(observers).hasSize(3).allMatch(((Thread) seen.get(0)).getName()::equals);
    }

    @Test
    void callOnTheEventLoop_staysOnItsThreadAndContext() throws Exception {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        CompletableFuture<List<Object>> where = new CompletableFuture<>();
        context.runOnContext(go -> {
            Thread caller = Thread.currentThread();
            things.uni("loop").subscribe().with(
                    body -> where.complete(List.of(caller, Thread.currentThread(),
                            VertxContext.getRootContext(Vertx.currentContext()))),
                    where::completeExceptionally);
        });

        List<Object> seen = where.get(SECONDS, TimeUnit.SECONDS);

        assertThat(seen.get(1)).as("not moved to another thread").isSameAs(seen.get(0));
        assertThat(seen.get(2)).as("a context of the caller's event loop")
                .isSameAs(VertxContext.getRootContext(context));
        assertThat(eventsOf("/loop")).hasSize(1);
    }

    @Test
    void response_isObservedOnTheThreadThatReadsIt() throws Exception {
        CompletableFuture<String> observer = new CompletableFuture<>();
        quotaWatch.onCall(call -> {
            if (call.endpoint().endsWith("/thread")) {
                observer.complete(Thread.currentThread().getName());
            }
        });

        things.get("thread");

        assertThat(observer.get(SECONDS, TimeUnit.SECONDS)).as("not moved to a worker thread")
                .startsWith("vert.x-eventloop");
    }

    @Test
    void callWhileTheApplicationStarts_isObserved() {
        assertThat(eventsOf("/at-start")).hasSize(1);
    }

    @Test
    void callWithoutAResponse_failsAsUsualAndIsReportedOnce() throws Exception {
        BlockingQueue<CallFailed> reported = new LinkedBlockingQueue<>();
        QuotaWatch.Subscription listening = quotaWatch.onEvent(CallFailed.class, reported::add);
        assertThatThrownBy(() -> things.get("broken")).isNotInstanceOf(WebApplicationException.class);

        assertThat(reported.poll(SECONDS, TimeUnit.SECONDS)).satisfies(failed -> {
            assertThat(failed.api()).isEqualTo("things");
            assertThat(failed.endpoint()).isEqualTo("/things/broken");
            assertThat(failed.kind()).isEqualTo(FailureKind.CONNECTION_RESET);
            assertThat(failed.duration()).isPresent();
        });
        things.get("after");
        assertThat(reported).as("once").isEmpty();
        listening.close();
        assertThat(eventsOf("/broken")).as("without a status, no event is sent").isEmpty();
    }

    @Test
    void numbersOfAnotherOrigin_areNotThoseOfTheCalledApi() throws Exception {
        BlockingQueue<ApiCall> reported = new LinkedBlockingQueue<>();
        QuotaWatch.Subscription listening = quotaWatch.onCall(reported::add);
        Things following = QuarkusRestClientBuilder.newBuilder().baseUri(URI.create(World.upstreamUrl()))
                .followRedirects(true).build(Things.class);

        assertThat(following.get("elsewhere")).isEqualTo("a thing");
        assertThat(following.get("here")).isEqualTo("a thing");

        assertThat(reported.poll(SECONDS, TimeUnit.SECONDS)).satisfies(call -> {
            assertThat(call.endpoint()).isEqualTo("/things/elsewhere");
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.rateLimitHeaders()).isEmpty();
        });
        assertThat(reported.poll(SECONDS, TimeUnit.SECONDS)).satisfies(call -> {
            assertThat(call.endpoint()).isEqualTo("/things/here");
            assertThat(call.rateLimitHeaders()).isNotEmpty();
        });
        listening.close();
    }

    private List<String> eventsOf(String endpointEnd) {
        quotaWatch.flush();
        return World.eventsOf(endpointEnd);
    }

    /** A client that uses features of Quarkus only. */
    @RegisterRestClient(configKey = "things")
    @Path("/things")
    public interface Things {

        @GET
        @Path("/{id}")
        String get(@PathParam("id") String id);

        @GET
        @Path("/{id}")
        Uni<String> uni(@PathParam("id") String id);

        @GET
        @Path("/{id}")
        CompletionStage<String> later(@PathParam("id") String id);

        @GET
        @Path("/events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        Multi<String> events();

        @GET
        @Path("/{id}")
        @Retry(maxRetries = 2, delay = 0, jitter = 0)
        String retried(@PathParam("id") String id);

        @GET
        @Path("/{id}")
        @Retry(maxRetries = 2, delay = 0, jitter = 0)
        Uni<String> retriedLater(@PathParam("id") String id);
    }

    /** Creates a client and makes a call while the application starts. */
    @ApplicationScoped
    public static class Starting {

        void call(@Observes StartupEvent event) {
            try (var client = ClientBuilder.newClient()) {
                client.target(World.upstreamUrl()).path("things/at-start").request().get(String.class);
            }
        }
    }
}
