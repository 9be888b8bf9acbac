package app.quotawatch.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;

/** The connection goes to an address, the certificate is that of a name. */
class EncryptedWebhookTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private HttpsServer receiver;
    private Path certificate;

    @BeforeEach
    void start() throws Exception {
        certificate = folder.resolve("receiver.p12");
        run("-genkeypair", "-alias", "receiver", "-keyalg", "EC", "-dname", "CN=receiver.example", "-ext",
                "SAN=dns:receiver.example", "-storetype", "PKCS12", "-keystore", certificate.toString(), "-storepass",
                PASSWORD);
        receiver = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(context()));
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(
                    exchange.getRequestHeaders().getFirst("Host").startsWith("receiver.example:") ? 204 : 400, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private SSLContext context() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificate)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private Outcome send(String host, HttpClientOptions trust) throws InterruptedException {
        WebhookClient client = new WebhookClient(vertx, trust, name -> List.of(InetAddress.getLoopbackAddress()), true,
                InstantSource.system(), Duration.ofSeconds(30));
        return client.send(new Due("id", 1, 1, "https://" + host + ":" + receiver.getAddress().getPort() + "/",
                new byte[0], "event",
                "{}", 1), Signature.newSecret());
    }

    private HttpClientOptions trusting() {
        return new HttpClientOptions()
                .setTrustOptions(new PfxOptions().setPath(certificate.toString()).setPassword(PASSWORD));
    }

    @Test
    void certificate_isThatOfTheHostThoughTheConnectionGoesToAnAddress() throws Exception {
        assertThat(send("receiver.example", trusting())).isEqualTo(Outcome.response(204));
    }

    @Test
    void certificate_ofAnotherHost_isRefused() throws Exception {
        assertThat(send("other.example", trusting()).error()).startsWith("the TLS connection failed");
        assertThat(send("127.0.0.1", trusting()).error()).startsWith("the TLS connection failed");
    }

    @Test
    void certificate_thatNobodyTrusts_isRefused() throws Exception {
        assertThat(send("receiver.example", new HttpClientOptions()).error()).startsWith("the TLS connection failed");
    }
}
