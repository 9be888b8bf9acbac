package app.quotawatch.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Locale;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.tck.ingest.Client;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Health and metrics have a port of their own, which is guarded as the pages are. */
@QuarkusTest
@TestProfile(OnSqlite.class)
class ManagementTest {

    @TestHTTPResource(management = true)
    URI management;

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
    void response_carriesTheSecurityHeaders() {
        assertThat(get("/q/health", "localhost").toLowerCase(Locale.ROOT)).contains("x-content-type-options: nosniff");
    }
}
