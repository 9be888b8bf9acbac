package app.quotawatch.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.tck.ingest.Client;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

/** Health and metrics have a port of their own, which is guarded as the pages are. */
@QuarkusTest
@TestProfile(OnSqlite.class)
class ManagementTest {

    @TestHTTPResource(management = true)
    URI management;

    @Inject
    Vertx vertx;

    private String get(String path, String host) {
        return new Client(management)
                .raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/metrics"})
    void healthAndMetrics_areServedThereAlone(String path) {
        assertThat(get(path, "localhost")).startsWith("HTTP/1.1 200");
        Client pages = new Client(URI.create(ConfigProvider.getConfig().getValue("test.url", String.class)));
        assertThat(pages.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void foreignHostName_is421() {
        assertThat(get("/q/metrics", "evil.example")).startsWith("HTTP/1.1 421").doesNotContain("quotawatch_ingest");
    }

    @Test
    void clientOfHttp2_isServed_underOurNameAlone() throws Exception {
        assertThat(overHttp2("localhost")).isEqualTo(200);
        assertThat(overHttp2("evil.example")).isEqualTo(421);
    }

    private int overHttp2(String host) throws Exception {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2));
        RequestOptions request = new RequestOptions().setHost(host).setPort(management.getPort()).setURI("/q/metrics")
                .setServer(SocketAddress.inetSocketAddress(management.getPort(), management.getHost()));
        try {
            HttpClientResponse response = await(client.request(request).compose(HttpClientRequest::send));
            assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
            return response.statusCode();
        } finally {
            await(client.close());
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void response_carriesTheSecurityHeaders() {
        assertThat(get("/q/health", "localhost").toLowerCase(Locale.ROOT)).contains("x-content-type-options: nosniff");
    }
}
