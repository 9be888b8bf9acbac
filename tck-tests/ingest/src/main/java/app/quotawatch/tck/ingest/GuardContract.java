package app.quotawatch.tck.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom an ingest on loopback shows its pages: not pages of other sites, and no name that is not its own. */
public abstract class GuardContract extends IngestContract {

    private String get(String headers) {
        return client().raw("GET /v1/events HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:3001", "[::2]",
            "192.168.1.1:3001"})
    void foreignHostName_is421OnLoopback(String host) {
        assertThat(get("Host: " + host + "\r\n")).startsWith("HTTP/1.1 421");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:3001", "[::1]:3001"})
    void loopbackHostName_isAccepted(String host) {
        assertThat(get("Host: " + host + "\r\n")).doesNotStartWith("HTTP/1.1 42").startsWith("HTTP/1.1 ");
    }

    @Test
    void twoHosts_are400() {
        assertThat(get("Host: localhost\r\nHost: evil.example\r\n")).startsWith("HTTP/1.1 400");
        assertThat(get("Host: evil.example\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void missingHost_is400() {
        assertThat(get("Accept: */*\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void pageOfAnotherSite_is403() {
        assertThat(client().get("/v1/summary", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
        assertThat(client().get("/v1/summary", "Sec-Fetch-Site", "same-origin").statusCode()).isNotEqualTo(403);
    }

    @Test
    void batchOfAPageOfAnotherSite_isNotStored() {
        HttpResponse<String> response = client().post(batch(Wire.event("OpenAI")), "Sec-Fetch-Site", "cross-site");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(ingest().received()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dashboard.js", "/v1/summary", "/v1/ingest", "/nothing"})
    void everyResponse_carriesTheSecurityHeaders(String path) {
        HttpResponse<String> response = client().get(path, "Origin", "https://evil.example");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self';")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "//etc/passwd", "/dashboard/index.html",
            "/dashboard.js%00.html", "/Dashboard.js", "/application.properties", "/%2e%2e/package-info.class",
            "/META-INF/MANIFEST.MF", "*"})
    void pathBeyondTheRoutes_isNotServed(String path) {
        assertThat(client().raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }
}
