package app.quotawatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.Faults;
import app.quotawatch.testing.faults.FaultyServer;
import app.quotawatch.testing.faults.Request;

/** When a connection serves another request, and when it is closed. */
class KeepAliveTest {

    private static final String OK = "HTTP/1.1 202 Accepted\r\n";

    private static Fault responding(String response) {
        return connection -> {
            connection.work(connection.read());
            connection.write(response);
        };
    }

    private static int connectionsOfThreePosts(String response) throws IOException {
        try (FaultyServer server = FaultyServer.start(responding(response), request -> {})) {
            HttpSender sender = Posts.sender(server.url());
            for (int i = 0; i < 3; i++) {
                Posts.post(sender);
            }
            sender.close();
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
            assertThat(server.requests()).isEqualTo(3);
            return server.connections();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OK + "Content-Length: 0\r\n\r\n", OK + "content-length:4\r\nX: y\r\n folded\r\n\r\nbody",
            OK + "Transfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\nA\r\n0123456789\r\n0\r\nX: y\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 202\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + OK + "Content-Length: 0\r\n\r\n",
            OK + "Connection: keep-alive\r\nKeep-Alive: timeout=60, max=5\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\nContent-Length: 0\n\n"})
    void cleanSuccess_keepsTheConnection(String response) throws IOException {
        assertThat(connectionsOfThreePosts(response)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {OK + "Connection: close\r\nContent-Length: 0\r\n\r\n",
            OK + "Connection: upgrade, Close\r\nContent-Length: 0\r\n\r\n",
            OK + "Keep-Alive: timeout=0\r\nContent-Length: 0\r\n\r\n",
            OK + "Keep-Alive: timeout=soon\r\nContent-Length: 0\r\n\r\n",
            OK + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
            OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            OK + "Content-Length: 0\r\n\r\nand more", "HTTP/1.0 202 Accepted\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 205 Reset\r\n\r\n",
            "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 304 Not Modified\r\n\r\n",
            "HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n"})
    void everythingElse_closesTheConnection(String response) throws IOException {
        assertThat(connectionsOfThreePosts(response)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {OK + "\r\n", OK + "Transfer-Encoding: gzip, chunked\r\n\r\n",
            OK + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"})
    void bodyThatEndsWithTheConnection_isRead(String head) throws IOException {
        try (FaultyServer server = FaultyServer.start(Faults.respond(head + "hello"), request -> {})) {
            assertThat(Posts.post(Posts.sender(server.url())).body()).asString().isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10\r\n\r\n12345", "Transfer-Encoding: chunked\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\n123", "Transfer-Encoding: chunked\r\n\r\n1\r\n1\r\n0\r\n"})
    void bodyThatIsCutShort_isAFailure(String rest) {
        try (FaultyServer server = FaultyServer.start(Faults.respond(OK + rest), request -> {})) {
            assertThatThrownBy(() -> Posts.post(Posts.sender(server.url())))
                    .hasMessage("the connection ended within the response");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8191, 8192, 8193, 100_000})
    void body_isReadUpTo8192Bytes(int length) throws IOException {
        try (FaultyServer server = FaultyServer.start(
                responding("HTTP/1.1 500 Oops\r\nRetry-After:  7 \r\nContent-Length: " + length + "\r\n\r\n"
                        + "x".repeat(length)),
                request -> {})) {
            HttpSender.Response response = Posts.post(Posts.sender(server.url()));
            assertThat(response.body()).hasSize(Math.min(length, 8192)).containsOnly('x');
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.retryAfter()).isEqualTo("7");
        }
    }

    @Test
    void keptConnectionThatTheServerClosed_isReplacedBeforeTheRequest() throws IOException {
        AtomicInteger worked = new AtomicInteger();
        try (FaultyServer server = FaultyServer.start(connection -> {
            connection.work(connection.read());
            connection.write(OK + "Content-Length: 0\r\n\r\n");
            connection.end();
        }, request -> worked.incrementAndGet())) {
            HttpSender sender = Posts.sender(server.url());
            Posts.post(sender);
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
            Posts.post(sender);
            assertThat(worked).hasValue(2);
        }
    }

    @Test
    void keptConnectionThatFailsWithoutAResponse_isReplacedOnce_withTheSameKey() throws IOException {
        List<Request> seen = new CopyOnWriteArrayList<>();
        AtomicInteger turn = new AtomicInteger();
        try (FaultyServer server = FaultyServer.start(connection -> {
            connection.work(connection.read());
            if (turn.incrementAndGet() == 2) {
                connection.end();
            } else {
                connection.write(OK + "Content-Length: 0\r\n\r\n");
            }
        }, seen::add)) {
            HttpSender sender = Posts.sender(server.url());
            Posts.post(sender);
            UUID key = UUID.randomUUID();
            assertThat(sender.post(key, Posts.BODY, Posts.FOREVER).status()).isEqualTo(202);
            assertThat(seen).hasSize(3);
            assertThat(seen.subList(1, 3)).extracting(request -> request.header("Idempotency-Key").orElseThrow())
                    .containsOnly(key.toString());
            sender.close();
        }
    }

    @Test
    void keptConnectionThatFailsWithinAResponse_isAFailure() throws IOException {
        AtomicInteger turn = new AtomicInteger();
        try (FaultyServer server = FaultyServer.start(connection -> {
            connection.read();
            connection.write(turn.incrementAndGet() == 1 ? OK + "Content-Length: 0\r\n\r\n" : "H");
            if (turn.get() > 1) {
                connection.end();
            }
        }, request -> {})) {
            HttpSender sender = Posts.sender(server.url());
            Posts.post(sender);
            assertThatThrownBy(() -> Posts.post(sender)).isInstanceOf(IOException.class);
            assertThat(turn).hasValue(2);
        }
    }

    @Test
    void staleConnection_isClosedWithoutARequest() throws IOException {
        try (FaultyServer server = FaultyServer.start(
                responding(OK + "Keep-Alive: timeout=0\r\nContent-Length: 0\r\n\r\n"), request -> {})) {
            HttpSender sender = Posts.sender(server.url());
            Posts.post(sender);
            sender.closeIfStale();
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void idleConnection_staysOpen_andCloseEndsIt() throws IOException {
        try (FaultyServer server = FaultyServer.start(Faults.none(), request -> {})) {
            HttpSender sender = Posts.sender(server.url());
            Posts.post(sender);
            sender.closeIfStale();
            Posts.post(sender);
            assertThat(server.connections()).isEqualTo(1);
            sender.close();
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void request_isWhatTheIngestExpects() throws IOException {
        List<Request> seen = new CopyOnWriteArrayList<>();
        try (FaultyServer server = FaultyServer.start(Faults.none(), seen::add)) {
            UUID key = UUID.randomUUID();
            HttpSender sender = Posts.sender(server.url());
            sender.post(key, Posts.BODY, Posts.FOREVER);
            sender.close();
            assertThat(seen.get(0).head()).isEqualTo("POST /v1/ingest HTTP/1.1\r\nHost: localhost:" + server.port()
                    + "\r\nUser-Agent: quotawatch-java\r\nContent-Type: application/json\r\nContent-Length: "
                    + Posts.BODY.length + "\r\nIdempotency-Key: " + key + "\r\n\r\n");
            assertThat(seen.get(0).body()).isEqualTo(Posts.BODY);
        }
    }
}
