package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.QuotaWatch;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.quarkus.test.support.World;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

/** Vert.x's clients, used directly, are observed without code, each request once. */
class VertxClientTest {

    private static final int SECONDS = 30;

    /* No server listens on port 1. */
    private static final String GONE = "http://localhost:1";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.observed()
            .overrideConfigKey("quotawatch.apis.gone.base-url", GONE)
            .overrideConfigKey("quotawatch.apis.h2.base-url", "http://localhost:" + freePort());

    @Inject
    QuotaWatch quotaWatch;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "quotawatch.apis.h2.base-url")
    URI h2;

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void client_isObserved() throws Exception {
        HttpClient client = vertx.createHttpClient();
        HttpClientRequest request = got(client.request(new RequestOptions().setAbsoluteURI(uri("vertx").toString())));
        HttpClientResponse response = got(request.send());

        assertThat(response.statusCode()).isEqualTo(200);
        assertObservedOnce("vertx");
        got(client.close());
    }

    @Test
    void webClient_isObserved() throws Exception {
        WebClient client = WebClient.create(vertx);

        assertThat(got(client.getAbs(uri("vertx-web").toString()).send()).bodyAsString()).isEqualTo("a thing");

        assertObservedOnce("vertx-web");
        client.close();
    }

    @Test
    void redirect_isOneCallPerRequest() throws Exception {
        WebClient client = WebClient.create(vertx);

        assertThat(got(client.getAbs(uri("moved").toString()).send()).bodyAsString()).isEqualTo("a thing");

        quotaWatch.flush();
        assertThat(World.eventsOf("/moved")).containsExactly("things GET 302 /things/moved");
        assertObservedOnce("arrived");
        client.close();
    }

    @Test
    void redirectToAHostOfNoApi_isOneCall() throws Exception {
        HttpClient client = vertx.createHttpClient();
        RequestOptions options = new RequestOptions().setAbsoluteURI(uri("elsewhere").toString())
                .setFollowRedirects(true);

        assertThat(got(got(client.request(options)).send()).statusCode()).isEqualTo(200);

        quotaWatch.flush();
        assertThat(World.eventsOf("/elsewhere")).containsExactly("things GET 302 /things/elsewhere");
        assertThat(World.eventsOf("/away")).isEmpty();
        got(client.close());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callsOverHttp2_areObserved(boolean upgraded) throws Exception {
        String path = upgraded ? "/upgraded" : "/prior-knowledge";
        List<HttpVersion> versions = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = got(vertx.createHttpServer().requestHandler(request -> {
            versions.add(request.version());
            request.response().end("a thing");
        }).listen(h2.getPort(), "localhost"));
        WebClient client = WebClient.create(vertx, new WebClientOptions().setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(upgraded));

        for (int i = 0; i < 2; i++) {
            assertThat(got(client.getAbs(h2 + path).send()).bodyAsString()).isEqualTo("a thing");
        }

        assertThat(versions).containsExactly(HttpVersion.HTTP_2, HttpVersion.HTTP_2);
        quotaWatch.flush();
        assertThat(World.eventsOf(path)).hasSize(2).allMatch(event -> event.equals("h2 GET 200 " + path));
        client.close();
        got(server.close());
    }

    @Test
    void silentApi_isATimeout() throws Exception {
        BlockingQueue<CallFailed> reported = new LinkedBlockingQueue<>();
        WebClient client = WebClient.create(vertx);
        QuotaWatch.Subscription listening = quotaWatch.onEvent(CallFailed.class, reported::add);

        assertThatThrownBy(() -> got(client.getAbs(uri("silent").toString()).timeout(300).send()))
                .hasCauseInstanceOf(TimeoutException.class);

        assertThat(reported.poll(SECONDS, TimeUnit.SECONDS)).satisfies(failed -> {
            assertThat(failed.endpoint()).isEqualTo("/things/silent");
            assertThat(failed.kind()).isEqualTo(FailureKind.READ_TIMEOUT);
            assertThat(failed.duration()).isPresent();
        });
        assertThat(reported).as("once").isEmpty();
        listening.close();
        client.close();
    }

    @Test
    void callWithoutAResponse_isReportedOnce() throws Exception {
        BlockingQueue<CallFailed> reported = new LinkedBlockingQueue<>();
        WebClient client = WebClient.create(vertx);
        QuotaWatch.Subscription listening = quotaWatch.onEvent(CallFailed.class, reported::add);

        assertThatThrownBy(() -> got(client.getAbs(uri("broken").toString()).send()));
        assertThat(reported.poll(SECONDS, TimeUnit.SECONDS)).satisfies(failed -> {
            assertThat(failed.endpoint()).isEqualTo("/things/broken");
            assertThat(failed.kind()).isEqualTo(FailureKind.CONNECTION_RESET);
            assertThat(failed.duration()).isPresent();
        });

        assertThatThrownBy(() -> got(client.getAbs(GONE + "/x").send()));
        assertThat(reported.poll(SECONDS, TimeUnit.SECONDS)).satisfies(failed -> {
            assertThat(failed.api()).isEqualTo("gone");
            assertThat(failed.kind()).isEqualTo(FailureKind.CONNECTION_REFUSED);
            assertThat(failed.duration()).isPresent();
        });
        assertThat(reported).as("once").isEmpty();
        listening.close();
        client.close();
    }

    private static <T> T got(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    private static URI uri(String id) {
        return URI.create(World.upstreamUrl() + "/things/" + id);
    }

    private void assertObservedOnce(String id) {
        quotaWatch.flush();
        assertThat(World.eventsOf("/" + id)).as("one event per call").containsExactly("things GET 200 /things/" + id);
    }
}
