package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Base URLs that stand for any subdomain. */
class WildcardMatchTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example.com/x", "https://a.b.c.example.com", "https://A.EXAMPLE.COM/",
            "https://my_tenant.example.com/x", "https://u@x.example.com:443/"})
    void wildcard_matchesAnySubdomain(String url) {
        assertThat(Apis.of("https://*.example.com").match(url)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/", "https://aexample.com/", "https://evil-example.com/",
            "https://a.example.com.evil.example/", "https://a.example.org/", "https://com/",
            "https://a.example.com:8443/",
            "http://a.example.com/", "https://.example.com/"})
    void wildcard_matchesNothingElse(String url) {
        assertThat(Apis.of("https://*.example.com").match(url)).isNull();
    }

    @Test
    void longerWildcard_takesPrecedenceOverAShorterOne() {
        Apis apis = Apis.of("https://*.example.com", "https://*.eu.example.com", "https://*.com");

        assertThat(apis.match("https://a.eu.example.com/")).isEqualTo("https://*.eu.example.com");
        assertThat(apis.match("https://eu.example.com/")).isEqualTo("https://*.example.com");
        assertThat(apis.match("https://example.com/")).isEqualTo("https://*.com");
    }

    @Test
    void exactHost_takesPrecedenceOverAWildcard() {
        Apis apis = Apis.of("https://*.example.com/v1/long/path", "https://a.example.com");

        assertThat(apis.match("https://a.example.com/v1/long/path")).isEqualTo("https://a.example.com");
        assertThat(apis.match("https://b.example.com/v1/long/path")).isEqualTo("https://*.example.com/v1/long/path");
    }

    @Test
    void exactHostWithoutAMatchingPath_fallsBackToTheWildcards() {
        Apis apis = Apis.of("https://a.b.example.com/only", "https://*.b.example.com/wide", "https://*.example.com");

        assertThat(apis.match("https://a.b.example.com/only/x")).isEqualTo("https://a.b.example.com/only");
        assertThat(apis.match("https://a.b.example.com/wide/x")).isEqualTo("https://*.b.example.com/wide");
        assertThat(apis.match("https://a.b.example.com/else")).isEqualTo("https://*.example.com");
        assertThat(apis.match("https://c.b.example.com/only")).isEqualTo("https://*.example.com");
    }

    @Test
    void exactHostOfWhichThePortDoesNotMatch_fallsBackToTheWildcards() {
        Apis apis = Apis.of("https://a.example.com:8443", "https://*.example.com", "http://*.example.com");

        assertThat(apis.match("https://a.example.com/")).isEqualTo("https://*.example.com");
        assertThat(apis.match("http://a.example.com/")).isEqualTo("http://*.example.com");
        assertThat(apis.match("https://a.example.com:8443/")).isEqualTo("https://a.example.com:8443");
    }

    @Test
    void wildcardAndHostOfTheSameName_areTwo() {
        Apis apis = Apis.of("https://*.example.com", "https://example.com");

        assertThat(apis.match("https://example.com/")).isEqualTo("https://example.com");
        assertThat(apis.match("https://a.example.com/")).isEqualTo("https://*.example.com");
    }
}
