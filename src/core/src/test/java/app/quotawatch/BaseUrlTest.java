package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({
            "https://api.example.com, https, api.example.com, 443, ''",
            "http://api.example.com/, http, api.example.com, 80, ''",
            "HTTPS://API.Example.COM:8443/V1/, https, api.example.com, 8443, /V1",
            "https://api.example.com:443/a/b//, https, api.example.com, 443, /a/b",
            "http://localhost:3001, http, localhost, 3001, ''",
            "http://[::1]:8080/x, http, [::1], 8080, /x",
            "http://[0:0::1]:8080/x, http, [::1], 8080, /x",
            "https://API.example.com./a/../b/./c;d=e/, https, api.example.com, 443, /b/c",
            "https://b\u00fccher.example/caf\u00e9, https, xn--bcher-kva.example, 443, /caf%C3%A9",
            "http://my_service/x, http, my_service, 80, /x",
            "http://my_service:8080, http, my_service, 8080, ''"})
    void parse_ofAbsoluteUrl_readsItsParts(String text, String scheme, String host, int port, String path) {
        assertParts(BaseUrl.parse(text), scheme, host, false, port, path);
    }

    @Test
    void parse_ofWildcard_meansAnySubdomain() {
        assertParts(BaseUrl.parse("https://*.Example.com/v1"), "https", "example.com", true, 443, "/v1");
    }

    private static void assertParts(BaseUrl url, String scheme, String host, boolean any, int port, String path) {
        assertThat(url.scheme()).isEqualTo(scheme);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.anySubdomain()).isEqualTo(any);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.path()).isEqualTo(path);
    }

    @Test
    void baseUrls_areEqualIfTheyStandForTheSameUrls() {
        assertThat(BaseUrl.parse("https://a.example")).isEqualTo(BaseUrl.parse("HTTPS://A.example:443/"))
                .hasSameHashCodeAs(BaseUrl.parse("HTTPS://A.example:443/"))
                .isNotEqualTo(BaseUrl.parse("http://a.example:443")).isNotEqualTo(BaseUrl.parse("https://*.a.example"))
                .isNotEqualTo(BaseUrl.parse("https://a.example:8443"))
                .isNotEqualTo(BaseUrl.parse("https://a.example/v1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", " ", "api.example.com", "/v1", "//api.example.com", "ftp://api.example.com", "mailto:a@example.com",
            "https:", "https://", "https:///v1", "https:api.example.com", "https://exa mple.com",
            "https://api.example.com?x=1", "https://api.example.com/#f", "https://user@api.example.com",
            "https://user:pw@api.example.com", "https://user@my_service", "https://@my_service",
            "https://api.example.com:0", "https://api.example.com:65536", "https://api.example.com:x",
            "https://my_service:", "https://my_service:99999999999", "https://*", "https://*.",
            "https://*.*.example.com",
            "https://api.*.example.com", "https://api*.example.com", "https://[::1", "https://:443"})
    void parse_ofAnythingElse_saysWhatIsAllowed(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.parse(text))
                .withMessageContaining("must be an absolute http or https URL without user, query and fragment");
    }

    @Test
    void parse_ofUrlWithSecrets_repeatsNothingOfIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.parse("https://user:hunter2@host/?key=hunter2 x"))
                .withMessageNotContaining("hunter2").withNoCause();
    }

    @ParameterizedTest
    @CsvSource({
            "HTTPS://api.example.com:443/v1/, https://api.example.com/v1",
            "http://api.example.com:443, http://api.example.com:443",
            "https://*.example.com:8443/a, https://*.example.com:8443/a",
            "http://[::1]:80/, http://[::1]"})
    void toString_isTheShortestFormOfTheUrl(String text, String shown) {
        assertThat(BaseUrl.parse(text)).hasToString(shown);
        assertThat(BaseUrl.parse(shown)).isEqualTo(BaseUrl.parse(text));
    }
}
