package app.quotawatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.testing.Certificate;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.Faults;
import app.quotawatch.testing.faults.FaultyServer;
import app.quotawatch.testing.faults.Request;

/** TLS against the JDK's own server side. */
class TlsTest {

    private static final Certificate CERTIFICATE = Certificate.of("localhost");
    private static final byte[] LARGE = new byte[1_000_000];

    private final List<Request> seen = new CopyOnWriteArrayList<>();

    private FaultyServer server(Fault fault) {
        return FaultyServer.startWith(CERTIFICATE, fault, seen::add);
    }

    private static HttpSender sender(URI server, String protocol) {
        return new HttpSender(Posts.endpoint(server), new PlatformTls(CERTIFICATE.trusted(protocol)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void request_ofAnySize_isDelivered_overOneConnection(String protocol) throws IOException {
        try (FaultyServer server = server(Faults.none())) {
            HttpSender sender = sender(server.url(), protocol);
            sender.prepare();
            for (byte[] body : List.of(Posts.BODY, LARGE, Posts.BODY)) {
                assertThat(sender.post(UUID.randomUUID(), body, Posts.FOREVER).status()).isEqualTo(202);
            }
            assertThat(seen).extracting(Request::body).containsExactly(Posts.BODY, LARGE, Posts.BODY);
            assertThat(server.connections()).isEqualTo(1);
            sender.closeIfStale();
            assertThat(server.openConnections()).isEqualTo(1);
            sender.close();
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void keptConnectionThatTheServerClosed_isReplaced(String protocol) throws IOException {
        try (FaultyServer server = server(connection -> {
            connection.work(connection.read());
            connection.write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
            connection.end();
        })) {
            HttpSender sender = sender(server.url(), protocol);
            Posts.post(sender);
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
            assertThat(Posts.post(sender).status()).isEqualTo(202);
            assertThat(seen).hasSize(2);
        }
    }

    @Test
    void untrustedCertificate_isRefused() {
        try (FaultyServer server = server(Faults.none())) {
            HttpSender sender = Posts.sender(server.url());
            assertThatThrownBy(() -> Posts.post(sender)).isInstanceOf(SSLException.class)
                    .hasMessageContaining("certif");
            assertNothingSent(server);
        }
    }

    @Test
    void certificateOfAnotherHost_isRefused_thoughItIsTrusted() {
        Certificate other = Certificate.of("somebody-else.example");
        try (FaultyServer server = FaultyServer.startWith(other, Faults.none(), seen::add)) {
            HttpSender sender = new HttpSender(Posts.endpoint(server.url()), new PlatformTls(other.trusted("TLS")));
            assertThatThrownBy(() -> Posts.post(sender)).isInstanceOf(SSLException.class);
            HttpSender byAddress = new HttpSender(URI.create("https://127.0.0.1:" + server.port() + "/v1/ingest"),
                    new PlatformTls(other.trusted("TLS")));
            assertThatThrownBy(() -> Posts.post(byAddress)).isInstanceOf(SSLException.class);
            assertNothingSent(server);
        }
    }

    private void assertNothingSent(FaultyServer server) {
        await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        assertThat(seen).isEmpty();
        assertThat(server.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\nspeak plainly", "SSH-2.0-x\r\n",
            "\0\0\0\0\0\0\0\0\0\0\0\0"})
    void plainTextToAHandshake_isAFailure(String text) {
        try (FaultyServer server = FaultyServer.start(connection -> {
            connection.write(text);
            connection.hold();
        }, seen::add)) {
            HttpSender sender = sender(URI.create("https://localhost:" + server.port()), "TLS");
            assertThatThrownBy(() -> Posts.post(sender)).isInstanceOf(SSLException.class);
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void endOfTheConnectionWithinTheHandshake_isAFailure() {
        try (FaultyServer server = FaultyServer.start(connection -> connection.end(), seen::add)) {
            HttpSender sender = sender(URI.create("https://localhost:" + server.port()), "TLS");
            assertThatThrownBy(() -> Posts.post(sender)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void handshakeThatHangs_endsWithTheDeadline() {
        try (FaultyServer server = FaultyServer.start(Faults.acceptAndIgnore(), seen::add)) {
            HttpSender sender = sender(URI.create("https://localhost:" + server.port()), "TLS");
            assertThatThrownBy(() -> sender.post(UUID.randomUUID(), Posts.BODY, Posts.SHORT))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void closeNotifyWithinTheBody_isAFailure() {
        try (FaultyServer server = server(Faults.respond("HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\nhalf"))) {
            assertThatThrownBy(() -> Posts.post(sender(server.url(), "TLS")))
                    .hasMessage("the connection ended within the response");
        }
    }

    @Test
    void peerThatNeverReads_holdsARequestNoLongerThanItsDeadline() {
        try (FaultyServer server = server(Faults.acceptAndIgnore())) {
            assertThatThrownBy(() -> sender(server.url(), "TLS").post(UUID.randomUUID(), new byte[64_000_000],
                    Posts.SHORT)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void responseBeforeTheRequestIsRead_isTheResponse(String protocol) throws IOException {
        try (FaultyServer server = server(connection -> {
            connection.write("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
            connection.pause(Long.MAX_VALUE);
        })) {
            assertThat(sender(server.url(), protocol).post(UUID.randomUUID(), new byte[64_000_000], Posts.FOREVER)
                    .status()).isEqualTo(413);
        }
    }
}
