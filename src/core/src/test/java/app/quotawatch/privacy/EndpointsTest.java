package app.quotawatch.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ApiCall;

/** Whatever endpoint a caller passes, only its path is part of the event. */
class EndpointsTest {

    private static String endpointOf(String endpoint) {
        return ApiCall.builder("A").endpoint(endpoint).method("GET").status(200).build().endpoint();
    }

    @ParameterizedTest
    @CsvSource({
            "/v1/chat/completions, /v1/chat/completions",
            "v1/chat, /v1/chat",
            "/, /",
            "/v1/, /v1/",
            "/a%2Fb/c%20d, /a%2Fb/c%20d",
            "https://api.example.com/v1/chat, /v1/chat",
            "HTTPS://API.EXAMPLE.COM/v1, /v1",
            "https://api.example.com, /",
            "https://api.example.com/, /",
            "//api.example.com/v1, /v1",
            "//api.example.com, /"})
    void endpoint_ofPathOrUrl_isThePath(String given, String path) {
        assertThat(endpointOf(given)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/v1/x?key=SECRET",
            "/v1/x#SECRET",
            "/v1/x?a=b#SECRET",
            "/v1/x#a?SECRET",
            "/v1/x?url=https://host/SECRET",
            "v1/x?url=https://host/SECRET",
            "v1/x#https://host/SECRET",
            "https://host/v1/x?key=SECRET",
            "https://user:SECRET@host/v1/x",
            "https://SECRET@host:8443/v1/x?q#f",
            "//user:SECRET@host/v1/x",
            "/v1/x;jsessionid=SECRET",
            "/v1;token=SECRET;b=c/x",
            "https://host/v1/x;jsessionid=SECRET?a=b",
            "v1;a=b/x;SECRET"})
    void endpoint_containsNoSecretOfTheUrl(String url) {
        assertThat(endpointOf(url)).isEqualTo("/v1/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user:SECRET@host", "https://host?SECRET", "https://host#SECRET", "?SECRET",
            "#SECRET",
            "https://host?x=/SECRET", "//user:SECRET@host?SECRET"})
    void endpoint_ofUrlWithoutPath_isTheRoot(String url) {
        assertThat(endpointOf(url)).isEqualTo("/");
    }

    @Test
    void rawPathThatStartsWithTwoSlashes_isNoAuthority() {
        assertThat(endpointOf(Endpoints.ofRawPath("//v1/customers"))).isEqualTo("//v1/customers");
        assertThat(endpointOf(Endpoints.ofRawPath("///v1;a=b/c?d"))).isEqualTo("///v1/c");
        assertThat(endpointOf(Endpoints.ofRawPath("/v1"))).isEqualTo("/v1");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void endpoint_ofNullOrEmpty_isTheRoot(String nothing) {
        assertThat(endpointOf(nothing)).isEqualTo("/");
    }

    @Test
    void endpoint_beyondTheBound_isCutAtIt() {
        assertThat(endpointOf("/" + "x".repeat(2047))).hasSize(2048);
        assertThat(endpointOf("/" + "x".repeat(2048))).hasSize(2048);
        assertThat(endpointOf("https://host/" + "x".repeat(100_000))).hasSize(2048).startsWith("/xxx");
    }

    @Test
    void endpoint_withoutLeadingSlashBeyondTheBound_isCutAtItToo() {
        assertThat(endpointOf("x".repeat(5000))).hasSize(2048).startsWith("/xxx");
    }
}
