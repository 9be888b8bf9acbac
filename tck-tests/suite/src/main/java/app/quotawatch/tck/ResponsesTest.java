package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.clients.InjectedClient;
import app.quotawatch.tck.clients.ThingsClient;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Suite;
import app.quotawatch.tck.support.Upstream;

/** The application receives every response unchanged, and the event records it. */
public class ResponsesTest extends Suite {

    @Test
    void noContentAndHead_haveNoBodyAndAreObserved() {
        upstream.on("/things/1", Upstream.responding(204, null, "X-RateLimit-Remaining", "9"));
        Application application = application();

        application.call(() -> {
            ThingsClient client = application.bean(InjectedClient.class).client();
            client.delete("1");
            try (Response head = client.head("1")) {
                assertThat(head.getStatus()).isEqualTo(204);
                assertThat(head.hasEntity()).isFalse();
            }
            return null;
        });

        assertThat(delivered(application)).extracting(StoredEvent::method, StoredEvent::status)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("DELETE", 204),
                        org.assertj.core.groups.Tuple.tuple("HEAD", 204));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 409, 429, 500, 503})
    void errorResponses_reachTheApplicationAsItsExceptions(int status) {
        upstream.on("/things/1", Upstream.responding(status, "what went wrong"));
        Application application = application();

        Throwable thrown = catchThrowable(
                () -> ClientKind.MICROPROFILE_INJECTED.call(application, upstream.uri(), "1", null));

        assertThat(thrown).isInstanceOfSatisfying(WebApplicationException.class, e -> {
            assertThat(e.getResponse().getStatus()).isEqualTo(status);
            assertThat(e.getResponse().readEntity(String.class)).isEqualTo("what went wrong");
        });
        assertThat(thrown.getStackTrace())
                .noneMatch(frame -> frame.getClassName().startsWith("app.quotawatch.rest"));
        assertThat(delivered(application)).singleElement().satisfies(event -> {
            assertThat(event.status()).isEqualTo(status);
            assertThat(event.hit429()).isEqualTo(status == 429);
        });
    }

    @Test
    void redirect_isOneCallWhetherOrNotTheClientFollowsIt() {
        upstream.on("/moved", Upstream.responding(307, null, "Location", upstream.uri("/things/1").toString()));
        Application application = application();

        int status = application.call(() -> {
            Client client = ClientBuilder.newClient();
            try (Response response = client.target(upstream.uri("/moved")).request().post(Entity.text("x"))) {
                return response.getStatus();
            } finally {
                client.close();
            }
        });

        assertThat(delivered(application)).as("one event per call of the application").singleElement()
                .satisfies(event -> {
                    assertThat(event.endpoint()).isEqualTo("/moved");
                    assertThat(event.status()).isEqualTo(status);
                });
    }

    @Test
    void requestBody_arrivesUnchanged() {
        String body = "ünï".repeat(100_000);
        StringBuilder received = new StringBuilder();
        upstream.on("/things", exchange -> {
            received.append(
                    new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            Upstream.responding(201, "made").handle(exchange);
        });
        Application application = application();

        String response = application.call(() -> {
            Client client = ClientBuilder.newClient();
            try {
                return client.target(upstream.uri("/things")).request()
                        .post(Entity.entity(body, "text/plain;charset=UTF-8"), String.class);
            } finally {
                client.close();
            }
        });

        assertThat(response).isEqualTo("made");
        assertThat(received).hasToString(body);
        assertThat(delivered(application)).singleElement().extracting(StoredEvent::method).isEqualTo("POST");
    }

    @Test
    void stream_reachesTheApplicationWhileTheServerIsStillWriting() {
        CountDownLatch firstByteRead = new CountDownLatch(1);
        upstream.on("/stream", exchange -> {
            exchange.getResponseHeaders().add("X-RateLimit-Remaining", "5");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("a".repeat(8192).getBytes());
            exchange.getResponseBody().flush();
            await(firstByteRead);
            exchange.getResponseBody().write('b');
            exchange.getResponseBody().close();
        });
        Application application = application();

        String end = application.call(() -> {
            Client client = ClientBuilder.newClient();
            try (Response response = client.target(upstream.uri("/stream")).request().get()) {
                InputStream body = response.readEntity(InputStream.class);
                body.read();
                // the server would wait until its timeout if anything read the whole body first
                firstByteRead.countDown();
                byte[] remaining = body.readAllBytes();
                return new String(remaining, remaining.length - 1, 1);
            } finally {
                client.close();
            }
        });

        assertThat(end).isEqualTo("b");
        assertThat(delivered(application)).singleElement().satisfies(event -> {
            assertThat(event.status()).isEqualTo(200);
            assertThat(event.rateLimitHeaders()).containsEntry("x-ratelimit-remaining", "5");
        });
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IOException("the first byte was not read");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
