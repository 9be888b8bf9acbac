package app.quotawatch.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.wire.HttpProblem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** Bodies on a server whose memory is enough for ten thousand bytes of them, and that keeps each until the test ends. */
class BodyMemoryTest {

    private final Vertx vertx = Vertx.vertx();
    private final BodyMemory memory = new BodyMemory(10_000);
    private final List<Socket> peers = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() {
        server = vertx.createHttpServer().requestHandler(this::handle).listen(0, "localhost").toCompletionStage()
                .toCompletableFuture().join();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket peer : peers) {
            peer.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        IngestBody body = new IngestBody(request, memory);
        body.receive(new IngestBody.Receiver() {
            @Override
            public void received(byte[] bytes) {
                if (request.path().equals("/stored")) {
                    memory.free(body);
                }
                request.response().setStatusCode(202).end();
            }

            @Override
            public void rejected(HttpProblem problem) {
                request.response().setStatusCode(problem.status()).putHeader("Connection", "close").end();
            }

            @Override
            public void aborted() {
                // nobody waits for a response
            }
        });
    }

    private Socket send(String path, int length, int sent) throws IOException {
        Socket peer = new Socket("localhost", server.actualPort());
        peers.add(peer);
        peer.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n"
                        + " ".repeat(sent)).getBytes(StandardCharsets.US_ASCII));
        return peer;
    }

    private static String status(Socket peer) throws IOException {
        return new String(peer.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    @Test
    void bodiesThatAreNotStoredYet_leaveNoRoom() throws IOException {
        assertThat(status(send("/waiting", 9_000, 9_000))).isEqualTo("HTTP/1.1 202");
        assertThat(status(send("/waiting", 900, 900))).isEqualTo("HTTP/1.1 202");
        assertThat(status(send("/waiting", 200, 200))).isEqualTo("HTTP/1.1 429");
    }

    @Test
    void storedBody_makesRoom() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(status(send("/stored", 9_000, 9_000))).isEqualTo("HTTP/1.1 202");
        }
    }

    @Test
    void abortedBody_makesRoom() throws IOException {
        send("/aborted", 9_500, 9_000).close();
        await().untilAsserted(() -> assertThat(status(send("/stored", 9_000, 9_000))).isEqualTo("HTTP/1.1 202"));
    }

    @Test
    void slowBody_isDisconnectedForAnother() throws IOException {
        Socket slow = send("/slow", 9_500, 9_000);
        await().untilAsserted(() -> assertThat(status(send("/stored", 9_000, 9_000))).isEqualTo("HTTP/1.1 202"));
        assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
}
