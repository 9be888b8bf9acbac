package app.quotawatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import app.quotawatch.Finding;

class SourceFindingsTest {

    private static List<String> on(Config source) {
        return SourceFindings.on(source, ConfigReader.read(source)).stream().map(Finding::toString).toList();
    }

    @Test
    void unknownKey_isAWarningWithTheNearestOne() {
        assertThat(
                on(Sources.file("quotawatch.apis.a.base-url", "https://a.example.com", "quotawatch.buffersize", "9")))
                .containsExactly(
                        "WARNING CONFIGURATION: quotawatch.buffersize is not a key of QuotaWatch; did you mean "
                                + "quotawatch.buffer-size?");
    }

    @ParameterizedTest
    @CsvSource({"a.Client/mp-rest/url, https://a.example.com/v2", "a/mp-rest/uri, https://A.example.com:443/v10",
            "quarkus.rest-client.a.url, https://a.example.com/other/v1"})
    void baseUrlWithAPathThatNoConfiguredClientHas_isAWarning(String key, String url) {
        assertThat(on(Sources.file("quotawatch.apis.a.base-url", "https://a.example.com/v1", key, url)))
                .singleElement().asString()
                .startsWith("WARNING CONFIGURATION: quotawatch.apis.a.base-url = 'https://a.example.com/v1': " + key)
                .endsWith("calls this host, but never below the path /v1; correct the path, or leave it out.");
    }

    @ParameterizedTest
    @CsvSource({"https://a.example.com", "https://a.example.com/v1", "https://a.example.com/v1/chat",
            "https://b.example.com/v2", "http://a.example.com/v2", "not a URL"})
    void clientThatMayHaveThePath_isNoFinding(String url) {
        assertThat(on(Sources.file("quotawatch.apis.a.base-url", "https://a.example.com/v1", "a/mp-rest/url", url)))
                .isEmpty();
    }

    @Test
    void oneOfSeveralClientsWithThePath_isEnough() {
        assertThat(on(Sources.file("quotawatch.apis.a.base-url", "https://a.example.com/v1", "a/mp-rest/url",
                "https://a.example.com/v1", "b/mp-rest/url", "https://a.example.com/v2"))).isEmpty();
    }
}
