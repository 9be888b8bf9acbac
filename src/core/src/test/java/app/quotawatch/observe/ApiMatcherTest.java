package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs belong to an API that is identified by scheme, host, port and path. */
class ApiMatcherTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://api.openai.com/v1", "https://api.openai.com/v1/", "https://api.openai.com/v1/chat",
            "https://api.openai.com/v1/a/b?x=1#f", "https://api.openai.com/v1?x", "https://api.openai.com:443/v1/x",
            "HTTPS://API.OpenAI.com/v1/x", "https://user:pw@api.openai.com/v1/x", "https://api.openai.com/v1//x"})
    void urlUnderTheBaseUrl_matches(String url) {
        assertThat(Apis.of("https://api.openai.com/v1").match(url)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://api.openai.com", "https://api.openai.com/", "https://api.openai.com/v",
            "https://api.openai.com/v10",
            "https://api.openai.com/v1x/y", "https://api.openai.com/V1/x", "https://api.openai.com/v2/v1",
            "http://api.openai.com/v1/x", "https://api.openai.com:8443/v1/x", "https://api.openai.com:80/v1/x",
            "https://openai.com/v1", "https://x.api.openai.com/v1", "https://api.openai.co/v1",
            "https://pi.openai.com/v1",
            "https://api.openai.com.evil.example/v1", "https://evil-api.openai.com/v1", "https://evilapi.openai.com/v1",
            "https://api.openai.com@evil.example/v1", "https://evil.example/https://api.openai.com/v1",
            "https://evil.example?https://api.openai.com/v1", "https://evil.example#api.openai.com/v1",
            "https://api_openai_com/v1", "ftp://api.openai.com/v1", "ws://api.openai.com/v1",
            "https://api.openai.com../v1", "https://api.openai.com/v1/../v2", "https://api.openai.com/v1/..",
            "https://api.openai.com/v1%2Fx", "https://api.openai.com//v1/x"})
    void otherUrl_doesNotMatch(String url) {
        assertThat(Apis.of("https://api.openai.com/v1").match(url)).isNull();
    }

    @Test
    void baseUrlWithoutPath_matchesTheWholeHost() {
        Apis apis = Apis.of("https://api.openai.com");

        assertThat(apis.match("https://api.openai.com")).isNotNull();
        assertThat(apis.match("https://api.openai.com?x")).isNotNull();
        assertThat(apis.match("https://api.openai.com/any/path")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 62, 63, 64, 65, 127, 128, 129, 253})
    void hostOfAnyLength_matches(int length) {
        String host = "a.".repeat(length).substring(0, length - 1) + "b";
        Apis apis = Apis.of("https://short.example", "https://" + host);

        assertThat(apis.match("https://" + host)).isEqualTo("https://" + host);
        assertThat(apis.match("https://" + host + "b")).isNull();
        assertThat(apis.match("https://c" + host.substring(1))).isNull();
        assertThat(apis.match("https://short.example")).isEqualTo("https://short.example");
    }

    @Test
    void plainHttp_hasPort80ByDefault() {
        Apis apis = Apis.of("http://api.example.com");

        assertThat(apis.match("http://api.example.com/x")).isNotNull();
        assertThat(apis.match("http://api.example.com:80/x")).isNotNull();
        assertThat(apis.match("http://api.example.com:443/x")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
            "https://h.example/a/b/c, https://h.example/a/b",
            "https://h.example/a/b, https://h.example/a/b",
            "https://h.example/a/bc, https://h.example/a",
            "https://h.example/a/b-c/d, https://h.example/a/b-c",
            "https://h.example/a/b-, https://h.example/a",
            "https://h.example/a/, https://h.example/a",
            "https://h.example/ab, https://h.example",
            "https://h.example/, https://h.example",
            "https://h.example:8443/a/b, https://h.example:8443"})
    void longestOfSeveralPrefixes_matches(String url, String expected) {
        assertThat(Apis.of("https://h.example/a", "https://h.example", "https://h.example/a/b",
                "https://h.example/a/b-c", "https://h.example:8443").match(url)).isEqualTo(expected);
    }

    @Test
    void hostWithUnderscore_matches() {
        Apis apis = Apis.of("http://my_service", "http://my_service:8080/a");

        assertThat(apis.match("http://my_service/x")).isEqualTo("http://my_service");
        assertThat(apis.match("http://MY_Service:80/x")).isEqualTo("http://my_service");
        assertThat(apis.match("http://user@my_service:8080/a/x")).isEqualTo("http://my_service:8080/a");
        assertThat(apis.match("http://my_service:8081/x")).isNull();
        assertThat(apis.match("http://my_service:80x/x")).isNull();
        assertThat(apis.match("http://my_service@evil_host/x")).isNull();
        assertThat(apis.match("http://my_service:99999999999999/x")).isNull();
    }

    @Test
    void ipv6Host_matches() {
        Apis apis = Apis.of("http://[::1]:8080", "https://[2001:DB8::1]/v1");

        assertThat(apis.match("http://[::1]:8080/x")).isNotNull();
        assertThat(apis.match("http://[::1]/x")).isNull();
        assertThat(apis.match("https://[2001:db8::1]:443/v1/x")).isNotNull();
        assertThat(apis.match("https://[2001:db8::2]/v1/x")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v1", "v1", "?x", "#f", "//api.openai.com/v1", "mailto:a@api.openai.com",
            "urn:api.openai.com", "https:api.openai.com", "https:/v1", "file:///v1", "jar:https://api.openai.com/v1"})
    void uriWithoutAHttpHost_belongsToNone(String uri) {
        assertThat(Apis.of("https://api.openai.com").match(uri)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
            "https://api.openai.com/v1, https://api.openai.com./v1/x",
            "https://api.openai.com./v1, https://api.openai.com/v1/x",
            "https://*.openai.com., https://eu.openai.com./x",
            "https://b\u00fccher.example, https://xn--bcher-kva.example/x",
            "https://xn--bcher-kva.example, https://b\u00fccher.example/x",
            "https://xn--bcher-kva.example:443, https://B\u00dcCHER.example./x",
            "https://b\u00fccher.example:8443, https://b%C3%BCcher.example:8443/x",
            "https://*.b\u00fccher.example, https://api.xn--bcher-kva.example/x",
            "http://[0:0:0:0:0:0:0:1]:8080, http://[::1]:8080/x",
            "http://[2001:db8::1], http://[2001:0DB8:0:0:0:0:0:1]:80/x",
            "http://[::1], http://[0::0:1]/x",
            "https://h.example/caf\u00e9, https://h.example/caf%C3%A9/x",
            "https://h.example/caf%c3%a9, https://h.example/caf\u00e9",
            "https://h.example/%7Euser, https://h.example/~user/x",
            "https://h.example/a%2fb, https://h.example/a%2Fb/x",
            "https://h.example/v1, https://h.example/./v1/x",
            "https://h.example/v1, https://h.example/v2/../v1/x",
            "https://h.example/v1, https://h.example/v2/%2E%2e/v1/x",
            "https://h.example/a/../v1/., https://h.example/v1/x",
            "https://h.example/v1, https://h.example/v1;v=2/x",
            "https://h.example/v1, https://h.example/v1;v=2",
            "https://h.example/v1;v=2, https://h.example/v1/x",
            "https://h.example//v1, https://h.example//v1/x"})
    void spellingsOfOneUrl_match(String base, String url) {
        Apis apis = Apis.of(base);

        assertThat(apis.match(url)).isNotNull();
        assertThat(apis.match(url)).as("once known").isNotNull();
    }

    @Test
    void nullUri_belongsToNone() {
        assertThat(new ApiMatcher(List.of(Apis.api("https://api.openai.com")), Apis.INGEST).match((URI) null)).isNull();
    }

    @Test
    void withoutApis_nothingMatches() {
        assertThat(Apis.of().match("https://api.openai.com/v1")).isNull();
    }
}
