package app.quotawatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.testing.Certificate;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.LoopbackProxy;
import app.quotawatch.testing.faults.Faults;
import app.quotawatch.testing.faults.FaultyServer;
import app.quotawatch.testing.faults.Request;

/** Proxies as the JDK is configured for them, of every kind; a real one on loopback. */
@Isolated("sets the default proxy selector and authenticator of the JVM")
class ProxyTest {

    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";
    private static final String PROXYING = "jdk.http.auth.proxying.disabledSchemes";
    private static final Certificate CERTIFICATE = Certificate.of("localhost");

    private final ProxySelector before = ProxySelector.getDefault();
    private final List<Request> seen = new CopyOnWriteArrayList<>();
    private final List<SocketAddress> failed = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final LoopbackProxy proxy = LoopbackProxy.start();
    private final FaultyServer plain = FaultyServer.start(Faults.none(), seen::add);
    private final FaultyServer secure = FaultyServer.startWith(CERTIFICATE, Faults.none(), seen::add);

    @AfterEach
    void restore() {
        ProxySelector.setDefault(before);
        Authenticator.setDefault(null);
        System.clearProperty(TUNNELING);
        System.clearProperty(PROXYING);
        System.clearProperty("java.net.socks.username");
        System.clearProperty("java.net.socks.password");
        proxy.close();
        plain.close();
        secure.close();
    }

    private void use(Proxy.Type type) {
        select(new Proxy(type, InetSocketAddress.createUnresolved("localhost", proxy.port())));
    }

    private void select(Proxy... proxies) {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return Arrays.asList(proxies);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                failed.add(address);
                throw new IllegalStateException("a selector may throw");
            }
        });
    }

    private void logInAs(String user, String password) {
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                asked.incrementAndGet();
                assertThat(getRequestorType()).isEqualTo(RequestorType.PROXY);
                assertThat(getRequestingPort()).isEqualTo(proxy.port());
                return new PasswordAuthentication(user, password.toCharArray());
            }
        });
    }

    private HttpSender toPlain() {
        return Posts.sender(plain.url());
    }

    private HttpSender toSecure() {
        return new HttpSender(Posts.endpoint(secure.url()), new PlatformTls(CERTIFICATE.trusted("TLS")));
    }

    private void assertTwoDelivered(HttpSender sender) throws IOException {
        for (int i = 0; i < 2; i++) {
            assertThat(Posts.post(sender).status()).isEqualTo(202);
        }
        sender.close();
        assertThat(seen).hasSize(2).allSatisfy(request -> assertThat(request.head()).doesNotContain("Proxy-"));
    }

    @Test
    void http_isForwardedInAbsoluteForm() throws IOException {
        use(Proxy.Type.HTTP);
        assertTwoDelivered(toPlain());
        assertThat(proxy.heads().get(0)).startsWith("POST http://localhost:" + plain.port()
                + "/v1/ingest HTTP/1.1\r\nHost: localhost:" + plain.port() + "\r\n");
        assertThat(plain.connections()).isEqualTo(1);
    }

    @Test
    void https_goesThroughATunnel_andTheProxySeesNothingOfIt() throws IOException {
        use(Proxy.Type.HTTP);
        assertTwoDelivered(toSecure());
        assertThat(proxy.heads()).containsExactly("CONNECT localhost:" + secure.port()
                + " HTTP/1.1\r\nHost: localhost:" + secure.port() + "\r\nUser-Agent: quotawatch-java\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void socks_connects_andLooksUpTheName(boolean tls) throws IOException {
        use(Proxy.Type.SOCKS);
        assertTwoDelivered(tls ? toSecure() : toPlain());
        assertThat(proxy.heads()).containsExactly("SOCKS localhost:" + (tls ? secure : plain).port());
    }

    @Test
    void socks_ofALiteralAddress() throws IOException {
        use(Proxy.Type.SOCKS);
        assertTwoDelivered(Posts.sender(URI.create("http://127.0.0.1:" + plain.port())));
        assertThat(proxy.heads()).containsExactly("SOCKS 127.0.0.1:" + plain.port());
    }

    @Test
    void login_isAskedForOnce_andKept() throws IOException {
        proxy.requiring("user:p:ss wörd");
        use(Proxy.Type.HTTP);
        logInAs("user", "p:ss wörd");
        System.setProperty(TUNNELING, "");
        System.setProperty(PROXYING, "");
        HttpSender sender = toSecure();
        Posts.post(sender);
        sender.close();
        assertThat(Posts.post(sender).status()).isEqualTo(202);
        sender.close();
        HttpSender forwarded = toPlain();
        assertThat(Posts.post(forwarded).status()).isEqualTo(202);
        assertThat(Posts.post(forwarded).status()).isEqualTo(202);
        forwarded.close();
        assertThat(asked).hasValue(2);
        assertThat(seen).hasSize(4);
        assertThat(seen.subList(0, 3)).allSatisfy(
                request -> assertThat(request.head()).as("what the proxy passes on").doesNotContain("Proxy-"));
    }

    @Test
    void login_ofASocksProxy() throws IOException {
        proxy.requiring("user:secret");
        use(Proxy.Type.SOCKS);
        logInAs("user", "secret");
        assertTwoDelivered(toSecure());
    }

    @Test
    void login_ofASocksProxy_byProperties() throws IOException {
        proxy.requiring("user:secret");
        use(Proxy.Type.SOCKS);
        System.setProperty("java.net.socks.username", "user");
        System.setProperty("java.net.socks.password", "secret");
        assertTwoDelivered(toPlain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP", "SOCKS"})
    void wrongLogin_isAFailure_thatKeepsItSecret(Proxy.Type type) {
        proxy.requiring("user:right");
        use(type);
        logInAs("user", "SECRET");
        System.setProperty(TUNNELING, "");
        assertThatThrownBy(() -> Posts.post(toSecure())).isInstanceOf(IOException.class)
                .hasMessageContaining("proxy").hasMessageNotContaining("SECRET");
        assertThat(asked).hasValue(1);
        assertThat(seen).isEmpty();
    }

    @Test
    void wrongLoginForForwarding_isAResponse() throws IOException {
        proxy.requiring("user:right");
        use(Proxy.Type.HTTP);
        logInAs("user", "SECRET");
        assertThat(Posts.post(toPlain()).status()).isEqualTo(407);
        assertThat(asked).hasValue(1);
    }

    @Test
    void missingLogin_isAFailure() {
        proxy.requiring("user:right");
        for (Proxy.Type type : List.of(Proxy.Type.HTTP, Proxy.Type.SOCKS)) {
            use(type);
            System.setProperty(TUNNELING, "");
            assertThatThrownBy(() -> Posts.post(toSecure())).hasMessageContaining("requires authentication");
            assertThatThrownBy(() -> Posts.post(toPlain())).hasMessageContaining("requires authentication");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void basic_isDisabledForTunnels_asInTheJdk() {
        proxy.requiring("user:right");
        use(Proxy.Type.HTTP);
        logInAs("user", "right");
        assertThatThrownBy(() -> Posts.post(toSecure())).hasMessageContaining(TUNNELING);
        System.setProperty(PROXYING, "digest, BASIC");
        assertThatThrownBy(() -> Posts.post(toPlain())).hasMessageContaining(PROXYING);
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 302 Found\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\nand more", "SSH-2.0-x\r\n"})
    void proxyThatRefusesATunnel_isAFailure_andReceivesNoRequest(String response) {
        proxy.refusing(response);
        for (Proxy.Type type : List.of(Proxy.Type.HTTP, Proxy.Type.SOCKS)) {
            use(type);
            assertThatThrownBy(() -> Posts.post(toSecure())).isInstanceOf(IOException.class);
        }
        assertThat(proxy.heads()).noneMatch(head -> head.contains("POST") || head.contains("Idempotency"));
        assertThat(secure.connections()).isZero();
    }

    @Test
    void proxyThatHangs_endsWithTheDeadline() {
        proxy.hanging();
        for (Proxy.Type type : List.of(Proxy.Type.HTTP, Proxy.Type.SOCKS)) {
            use(type);
            for (HttpSender sender : List.of(toPlain(), toSecure())) {
                assertThatThrownBy(() -> sender.post(UUID.randomUUID(), Posts.BODY, Posts.SHORT))
                        .isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void proxyThatIsDown_isReported_andTheNextOneUsed() throws IOException {
        InetSocketAddress down = new InetSocketAddress("localhost", IngestDouble.unreachable().getPort());
        select(new Proxy(Proxy.Type.HTTP, down), new Proxy(Proxy.Type.SOCKS, down), Proxy.NO_PROXY);
        assertTwoDelivered(toPlain());
        assertThat(failed).containsExactly(down, down);
        select(new Proxy(Proxy.Type.HTTP, down));
        assertThatThrownBy(() -> Posts.post(toPlain())).hasMessage("connection refused");
        assertThat(failed).hasSize(3);
    }

    @Test
    void selectorWithoutAnAnswer_meansDirect() throws IOException {
        ProxySelector.setDefault(null);
        assertTwoDelivered(toPlain());
        seen.clear();
        select();
        assertTwoDelivered(toPlain());
    }

    @Test
    void selectorThatThrows_isAFailure_andNotAWayAroundTheProxy() {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                throw new IllegalStateException("SECRET");
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
        assertThatThrownBy(() -> Posts.post(toPlain())).isInstanceOf(IOException.class)
                .hasMessageNotContaining("SECRET");
        await().untilAsserted(() -> assertThat(plain.connections()).isZero());
    }
}
